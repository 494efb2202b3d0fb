namespace Supervision.Testing.Api;

/// <summary>A caller: a sample user, a system, or nobody signed in.</summary>
public sealed record Actor(string Name, SampleAccount? Account = null, SampleClient? Client = null)
{
    public static readonly Actor Nobody = new("nobody");

    public static implicit operator Actor(SampleAccount account) => new(account.Username, account);

    public static implicit operator Actor(SampleClient client) => new(client.Id, Client: client);
}
