namespace Supervision.Identity.Samples;

/// <summary>The file with the passwords and secrets of the samples.</summary>
internal sealed record SampleFile(IReadOnlyList<SampleAccount> Accounts, IReadOnlyList<SampleClient> Clients);

/// <summary>A sample user with the generated password.</summary>
internal sealed record SampleAccount(
    string Username, string Password, string District, string Body, IReadOnlyList<string> Roles, string? Unit, Guid UserId, string Name);

/// <summary>A sample system with the generated secret.</summary>
internal sealed record SampleClient(string Id, string Secret, string Tenant, string District, string Body, IReadOnlyList<string> Scopes);
