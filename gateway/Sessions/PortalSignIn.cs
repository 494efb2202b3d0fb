using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Supervision.Gateway.Callers;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Gateway.Sessions;

/// <summary>Sign-in of a browser at the provider: authorization code with PKCE, everything it yields kept on this side.</summary>
internal static class PortalSignIn
{
    public const string SchemeName = "oidc";

    public const string CallbackPath = "/bff/callback";

    /// <summary>Parameter of a challenge: the language the page was shown in, for the provider's pages (<c>ui_locales</c>).</summary>
    public const string LanguageParameter = "language";

    public static void ConfigureCookie(CookieAuthenticationOptions cookie, TicketStore store, SessionSettings settings)
    {
        cookie.Cookie.Name = SessionCookies.Session;
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax; // Strict would lose the session on a link from a mail
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always; // browsers take localhost for secure
        cookie.ExpireTimeSpan = settings.Idle;
        cookie.SlidingExpiration = true;
        cookie.SessionStore = store;
    }

    public static void ConfigureProvider(
        OpenIdConnectOptions oidc, IdentityProvider identity, IHttpClientFactory clients, IdentitySettings settings, PortalSettings portal)
    {
        oidc.Authority = settings.Authority;
        oidc.RequireHttpsMetadata = false; // the issuer's address decides; inside a cluster the back channel is plain HTTP
        oidc.Backchannel = clients.CreateClient("identity");
        oidc.ConfigurationManager = identity.Configuration;
        oidc.ClientId = portal.ClientId;
        oidc.ClientSecret = portal.Secret;
        oidc.DisableTelemetry = true; // the provider has no use for this library's name and version
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query; // a GET, so that Lax cookies come with it
        oidc.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        oidc.Scope.Clear();
        foreach (var scope in portal.Scopes) oidc.Scope.Add(scope);
        oidc.CallbackPath = CallbackPath;
        oidc.SignedOutCallbackPath = "/bff/signed-out";
        oidc.SignedOutRedirectUri = "/?signed-out";
        oidc.RemoteSignOutPath = default; // the provider ends sessions by the back channel
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

    /// <summary>A sign-in given up, out of date or forged leads back to the first page, which says so; why stands in the log.</summary>
    static Task FailAsync(RemoteFailureContext context, PortalSettings portal)
    {
        context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PortalSignIn))
            .LogWarning(context.Failure, "A sign-in through {Client} failed.", portal.ClientId);
        context.Response.Redirect("/?sign-in-failed");
        context.HandleResponse();
        return Task.CompletedTask;
    }
}
