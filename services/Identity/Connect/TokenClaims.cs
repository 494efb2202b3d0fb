using System.Collections.Immutable;
using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Supervision.Identity.Clients;
using Supervision.Identity.Sessions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Supervision.Identity.Connect;

/// <summary>The claims of tokens, from which every service builds its caller.</summary>
internal static class TokenClaims
{
    public const string District = "district";
    public const string Body = "body";
    public const string Tenant = "tenant";
    public const string Unit = "unit";
    public const string SystemRole = "system";

    public static ClaimsPrincipal Of(SignedIn signedIn)
    {
        var user = signedIn.User;
        var identity = Identity(user.Id, user.Name, user.District, user.Body, [.. user.Roles], user.Unit);
        identity.SetClaim(ClientMetadata.SessionId, signedIn.Session.ToString());
        identity.SetClaim(Claims.AuthenticationTime, signedIn.AuthenticatedAt.ToUnixTimeSeconds());
        return new ClaimsPrincipal(identity);
    }

    public static ClaimsPrincipal Of(Client client)
    {
        var (district, body) = (ClientMetadata.Property(client, ClientMetadata.District), ClientMetadata.Property(client, ClientMetadata.Body));
        if (district is null || body is null) throw new InvalidOperationException($"Client {client.ClientId} belongs to no tenant.");
        return new ClaimsPrincipal(Identity(client.Id, client.DisplayName ?? client.ClientId!, district, body, [SystemRole], null));
    }

    /// <summary>Grants scopes with their audiences, and sets which token contains which claim.</summary>
    public static async Task GrantAsync(this ClaimsPrincipal principal, ImmutableArray<string> scopes, IOpenIddictScopeManager known, CancellationToken ct)
    {
        principal.SetScopes(scopes);
        var audiences = new List<string>();
        await foreach (var audience in known.ListResourcesAsync(scopes, ct)) audiences.Add(audience);
        principal.SetResources(audiences);
        principal.SetDestinations(claim => claim.Type switch
        {
            ClientMetadata.SessionId or Claims.AuthenticationTime => [Destinations.IdentityToken],
            _ => [Destinations.AccessToken, Destinations.IdentityToken],
        });
    }

    static ClaimsIdentity Identity(Guid id, string name, string district, string body, ImmutableArray<string> roles, string? unit)
    {
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, id.ToString()).SetClaim(Claims.Name, name)
            .SetClaim(District, district).SetClaim(Body, body).SetClaim(Tenant, $"{district}-{body}")
            .SetClaims(Claims.Role, roles);
        return unit is null ? identity : identity.SetClaim(Unit, unit);
    }
}
