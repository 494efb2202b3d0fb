using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Supervision.Identity.Clients;

/// <summary>A tenant's system that signs in on its own behalf.</summary>
/// <param name="Secret">Null for a system that signs with its own key.</param>
/// <param name="Keys">Public keys of a system that authenticates by <c>private_key_jwt</c>.</param>
internal sealed record MachineClient(
    string Id, string? Secret, string Name, string District, string Body, IReadOnlyList<string> Scopes, JsonWebKeySet? Keys = null);

/// <summary>Registers the platform's own clients and the tenants' systems; registering again updates a client.</summary>
internal sealed class ClientRegister(IOpenIddictApplicationManager clients)
{
    const string Scope = Permissions.Prefixes.Scope;

    static readonly string[] ForPeople =
    [
        Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession, Permissions.Endpoints.Revocation,
        Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code, Permissions.Scopes.Profile,
        .. ScopeRegister.Audiences.Keys.Select(scope => Scope + scope),
    ];

    /// <summary>The gateway, which keeps the browser's session.</summary>
    /// <param name="address">Public address of the gateway.</param>
    /// <param name="logout">Where the gateway is notified of ended sessions.</param>
    public Task RegisterPortalAsync(string secret, Uri address, Uri logout, CancellationToken ct)
    {
        var portal = new OpenIddictApplicationDescriptor
        {
            ClientId = "portal",
            ClientSecret = secret,
            ClientType = ClientTypes.Confidential,
            ApplicationType = ApplicationTypes.Web,
            DisplayName = "协同监督平台",
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new Uri(address, "/bff/callback") },
            PostLogoutRedirectUris = { new Uri(address, "/bff/signed-out") },
            Properties = { [ClientMetadata.BackchannelLogoutUri] = JsonSerializer.SerializeToElement(logout.OriginalString) },
        };
        return RegisterAsync(portal, ForPeople, ct);
    }

    /// <summary>Apps on phones and desktops: no secret, so only PKCE binds the code to its requester. Loopback addresses may use any port.</summary>
    public Task RegisterMobileAsync(CancellationToken ct)
    {
        var mobile = new OpenIddictApplicationDescriptor
        {
            ClientId = "mobile",
            ClientType = ClientTypes.Public,
            ApplicationType = ApplicationTypes.Native,
            DisplayName = "协同监督移动端",
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new Uri("supervision:/callback"), new Uri("http://127.0.0.1/callback"), new Uri("http://[::1]/callback") },
            PostLogoutRedirectUris = { new Uri("supervision:/signed-out"), new Uri("http://127.0.0.1/signed-out"), new Uri("http://[::1]/signed-out") },
        };
        return RegisterAsync(mobile, ForPeople, ct);
    }

    public Task RegisterAsync(MachineClient machine, CancellationToken ct)
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = machine.Id,
            ClientSecret = machine.Secret,
            JsonWebKeySet = machine.Keys,
            ClientType = ClientTypes.Confidential,
            DisplayName = machine.Name,
            Properties =
            {
                [ClientMetadata.District] = JsonSerializer.SerializeToElement(machine.District),
                [ClientMetadata.Body] = JsonSerializer.SerializeToElement(machine.Body),
            },
        };
        string[] permissions = [Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials, .. machine.Scopes.Select(scope => Scope + scope)];
        return RegisterAsync(client, permissions, ct);
    }

    async Task RegisterAsync(OpenIddictApplicationDescriptor client, string[] permissions, CancellationToken ct)
    {
        client.Permissions.UnionWith(permissions);
        if (await clients.FindByClientIdAsync(client.ClientId!, ct) is { } known) await clients.UpdateAsync(known, client, ct);
        else await clients.CreateAsync(client, ct);
    }
}
