using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Supervision.Gateway.Callers;
using Supervision.Gateway.Data;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Gateway.Sessions;

internal static class SessionExtensions
{
    /// <summary>Browsers' sessions: their cookie, their store, sign-in and sign-out. Comes after <see cref="CallerExtensions.AddCallers"/>.</summary>
    public static WebApplicationBuilder AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SessionSettings>().BindConfiguration(SessionSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<PortalSettings>().BindConfiguration(PortalSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped(_ => ServiceScope()); // before AddDatabase, which would register an empty scope
        builder.AddDatabase<GatewayDb>("gatewaydb");
        builder.Services.AddDataProtection().SetApplicationName("gateway").PersistKeysToDbContext<GatewayDb>();
        builder.Services.AddSingleton<SessionStore>();
        builder.Services.AddSingleton<TokenRenewal>();
        builder.Services.AddSingleton<TicketStore>();
        builder.Services.AddScoped<BackchannelLogout>();
        builder.Services.AddHostedService<SessionCleanup>();
        builder.Services.AddAuthentication().AddCookie(SessionCookies.SchemeName).AddOpenIdConnect(PortalSignIn.SchemeName, _ => { });
        builder.Services.AddOptions<CookieAuthenticationOptions>(SessionCookies.SchemeName)
            .Configure<TicketStore, IOptions<SessionSettings>>((cookie, store, settings) => PortalSignIn.ConfigureCookie(cookie, store, settings.Value));
        builder.Services.AddOptions<OpenIdConnectOptions>(PortalSignIn.SchemeName)
            .Configure<IdentityProvider, IHttpClientFactory, IOptions<IdentitySettings>, IOptions<PortalSettings>>(
                (oidc, identity, clients, settings, portal) => PortalSignIn.ConfigureProvider(oidc, identity, clients, settings.Value, portal.Value));
        return builder;
    }

    /// <summary>All database work of the gateway is the platform's own: a session is read before the caller is known.</summary>
    static DataScope ServiceScope()
    {
        var scope = new DataScope();
        scope.UseService(DataScope.AllDistricts);
        return scope;
    }
}
