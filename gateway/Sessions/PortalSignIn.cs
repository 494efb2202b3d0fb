using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Supervision.Gateway.Callers;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Gateway.Sessions;

/// <summary>Signs a browser in at the provider: authorization code with PKCE; all tokens stay on the server.</summary>
internal static class PortalSignIn
{
    public const string SchemeName = "oidc";

    public const string CallbackPath = "/bff/callback";

    /// <summary>Parameter of a challenge: the language of the page, for the provider's pages (<c>ui_locales</c>).</summary>
    public const string LanguageParameter = "language";

    public static void ConfigureCookie(CookieAuthenticationOptions cookie, TicketStore store, SessionSettings settings)
    {
        cookie.Cookie.Name = SessionCookies.Session;
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax; // with Strict, a link from a mail would arrive without the session
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always; // browsers treat localhost as secure
        cookie.ExpireTimeSpan = settings.Idle;
        cookie.SlidingExpiration = true;
        cookie.SessionStore = store;
    }

    public static void ConfigureProvider(
        OpenIdConnectOptions oidc, IdentityProvider identity, IHttpClientFactory clients, IdentitySettings settings, PortalSettings portal)
    {
        oidc.Authority = settings.Authority;
        oidc.RequireHttpsMetadata = false; // the scheme of the issuer's address decides; inside a cluster the back channel is plain HTTP
        oidc.Backchannel = clients.CreateClient("identity");
        oidc.ConfigurationManager = identity.Configuration;
        oidc.ClientId = portal.ClientId;
        oidc.ClientSecret = portal.Secret;
        oidc.DisableTelemetry = true; // do not send this library's name and version to the provider
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query; // a GET, so that the browser sends Lax cookies with it
        oidc.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        oidc.Scope.Clear();
        foreach (var scope in portal.Scopes) oidc.Scope.Add(scope);
        oidc.CallbackPath = CallbackPath;
        oidc.SignedOutCallbackPath = "/bff/signed-out";
        oidc.SignedOutRedirectUri = "/?signed-out";
        oidc.RemoteSignOutPath = default; // the provider ends sessions over the back channel
        oidc.SignInScheme = SessionCookies.SchemeName;
        oidc.SignOutScheme = SessionCookies.SchemeName;
        oidc.MapInboundClaims = false;
        oidc.SaveTokens = true;
        oidc.TokenValidationParameters.NameClaimType = "name";
        oidc.TokenValidationParameters.RoleClaimType = "role";
        oidc.TokenValidationParameters.ValidAlgorithms = IdentityProvider.Algorithms;
        Transient(oidc.CorrelationCookie, SessionCookies.Correlation);
        Transient(oidc.NonceCookie, SessionCookies.Nonce);
        oidc.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.UiLocales = context.Properties.GetParameter<string>(LanguageParameter);
            return Task.CompletedTask;
        };
        oidc.Events.OnRemoteFailure = context => FailAsync(context, portal);
    }

    static void Transient(CookieBuilder cookie, string name)
    {
        cookie.Name = name;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = CookieSecurePolicy.Always;
    }

    /// <summary>An abandoned, expired or forged sign-in leads back to the start page, which shows that it failed; the log has the reason.</summary>
    static Task FailAsync(RemoteFailureContext context, PortalSettings portal)
    {
        context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PortalSignIn))
            .LogWarning(context.Failure, "A sign-in through {Client} failed.", portal.ClientId);
        context.Response.Redirect("/?sign-in-failed");
        context.HandleResponse();
        return Task.CompletedTask;
    }
}
