using OpenIddict.Abstractions;

namespace Supervision.Identity.Clients;

/// <summary>The scopes of the platform's services.</summary>
internal static class ScopeRegister
{
    /// <summary>Scope → the service that is the audience of its tokens.</summary>
    public static readonly IReadOnlyDictionary<string, string> Audiences = new Dictionary<string, string>
    {
        ["topics"] = "topics",
        ["supervisors"] = "supervisors",
        ["clues"] = "clues",
        ["clues.events"] = "clues",
        ["notifications"] = "notifications",
        ["assessment"] = "assessment",
    };

    public static async Task RegisterAsync(IOpenIddictScopeManager scopes, CancellationToken ct)
    {
        foreach (var (name, audience) in Audiences)
        {
            if (await scopes.FindByNameAsync(name, ct) is null)
                await scopes.CreateAsync(new OpenIddictScopeDescriptor { Name = name, Resources = { audience } }, ct);
        }
    }
}
