using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using Supervision.Identity.Clients;
using Supervision.Identity.Data;
using Supervision.Identity.Keys;
using Supervision.Identity.Sessions;
using Supervision.Identity.SignIn;
using Supervision.Identity.Users;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Supervision.Identity.Connect;

/// <summary>The OpenID Connect server and what it depends on.</summary>
internal static class ServerSetup
{
    /// <summary>Users, clients and keys: needed by both the running service and its migration step.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TokenSettings>().BindConfiguration("Tokens").Validate(tokens => tokens.AreUsable, "Tokens: contradictory lifetimes.").ValidateOnStart();
        services.AddOptions<KeySettings>().BindConfiguration("Keys").Validate(keys => keys.AreUsable, "Keys: needs Refresh < Ahead < Lifetime.").ValidateOnStart();
        services.AddOptions<PortalSettings>().BindConfiguration("Portal").ValidateDataAnnotations();
        builder.AddIdentitySettings();
        services.AddIdentityCore<User>(identity =>
        {
            identity.Password.RequiredLength = 12;
            identity.Password.RequiredUniqueChars = 5;
            identity.User.AllowedUserNameCharacters = ""; // names are often Chinese
        }).AddEntityFrameworkStores<IdentityDb>();
        services.AddDataProtection().SetApplicationName("identity").PersistKeysToDbContext<IdentityDb>();
        services.AddOpenIddict().AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityDb>().ReplaceDefaultEntities<Guid>());
        services.AddSingleton<KeyRing>();
        services.AddScoped<ClientRegister>().AddScoped<SessionRegister>().AddScoped<UserAccounts>();
    }

    /// <summary>Everything needed to sign people and systems in.</summary>
    public static void AddServer(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(provider => provider.GetRequiredService<KeyRing>());
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>>(provider => provider.GetRequiredService<KeyRing>());
        services.AddDueWork<KeyRotation, KeySettings>(keys => Pace.Every(keys.Refresh));
        services.AddDueWork<Housekeeping>(Housekeeping.Pace).AddDueWork<LogoutSender>(LogoutSender.Pace);
        services.AddSingleton<DecoyPassword>().AddScoped<PasswordSignIn>();

        services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris(ConnectEndpoints.AuthorizePath[1..]).SetTokenEndpointUris(ConnectEndpoints.TokenPath[1..])
                .SetEndSessionEndpointUris(ConnectEndpoints.EndSessionPath[1..]).SetUserInfoEndpointUris(ConnectEndpoints.UserInfoPath[1..])
                .SetRevocationEndpointUris("connect/revoke");
            server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes([Scopes.OpenId, Scopes.Profile, Scopes.OfflineAccess, .. ScopeRegister.Audiences.Keys]);
            server.DisableAccessTokenEncryption().UseReferenceRefreshTokens().SetRefreshTokenReuseLeeway(TimeSpan.Zero);
            server.AddEventHandler(DiscoveryAdditions.Descriptor);
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough()
                .EnableEndSessionEndpointPassthrough().EnableUserInfoEndpointPassthrough().EnableStatusCodePagesIntegration();
        });
        services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<IdentitySettings>, IOptions<TokenSettings>>((server, identity, tokens) =>
        {
            server.Issuer = new Uri(identity.Value.Authority);
            server.AccessTokenLifetime = tokens.Value.Access;
            server.AuthorizationCodeLifetime = tokens.Value.AuthorizationCode;
            server.RefreshTokenLifetime = tokens.Value.Refresh;
            server.CodeChallengeMethods.Clear();
            server.CodeChallengeMethods.Add(CodeChallengeMethods.Sha256);
            server.ResponseModes.Clear(); // form_post needs a script, which the pages' policy forbids
            server.ResponseModes.Add(ResponseModes.Query);
        });
        services.AddOptions<OpenIddictServerAspNetCoreOptions>().Configure<IOptions<IdentitySettings>>((server, identity) =>
            server.DisableTransportSecurityRequirement = new Uri(identity.Value.Authority).Scheme == Uri.UriSchemeHttp);
        AddBrowserSession(services);
    }

    static void AddBrowserSession(IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<TokenSettings>>((cookie, tokens) =>
            {
                cookie.Cookie.Name = "identity.session";
                cookie.Cookie.SameSite = SameSiteMode.Lax; // clients redirect the browser here from their own site
                cookie.ExpireTimeSpan = tokens.Value.Session;
                cookie.SlidingExpiration = true;
            });
        services.AddAuthorization();
    }
}
