using System.Text.Json;
using Supervision.Contracts;

namespace Supervision.Testing;

/// <summary>A sample user as in accounts.json.</summary>
public sealed record SampleAccount(
    string Username, string Password, string District, string Body, IReadOnlyList<string> Roles, string? Unit, Guid UserId, string Name);

/// <summary>A sample system as in accounts.json.</summary>
public sealed record SampleClient(string Id, string Secret, string Tenant, string District, string Body, IReadOnlyList<string> Scopes);

/// <summary>The accounts and systems that the platform created at its first start.</summary>
public sealed record SampleAccounts(IReadOnlyList<SampleAccount> Accounts, IReadOnlyList<SampleClient> Clients)
{
    /// <summary>The two districts of the samples.</summary>
    public const string Dongtou = "330305";
    public const string Lucheng = "330302";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static SampleAccounts Read(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<SampleAccounts>(stream, Json) ?? throw new InvalidOperationException($"{file} is empty.");
    }

    /// <summary>The first user of the district who holds this role and no other.</summary>
    public SampleAccount Holder(Role role, string district = Dongtou) => Holders(role, district)[0];

    /// <summary>Users of the district who hold this role and no other; some roles have two.</summary>
    public IReadOnlyList<SampleAccount> Holders(Role role, string district = Dongtou) =>
        [.. Accounts.Where(account => account.District == district && account.Body == role.Body && account.Roles is [var only] && only == role.Name)];

    /// <summary>A user who holds all of these roles of one body.</summary>
    public SampleAccount HolderOfAll(string district, params Role[] roles) => Accounts.First(account => account.District == district
        && roles.All(role => role.Body == account.Body && account.Roles.Contains(role.Name)) && account.Roles.Count == roles.Length);

    /// <summary>The system of a tenant.</summary>
    public SampleClient System(string body, string district = Dongtou) => Clients.First(client => client.District == district && client.Body == body);
}
