using Microsoft.Extensions.Options;
using Supervision.ServiceDefaults.Data;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Identity.Connect;

internal static class PublicAddress
{
    /// <summary>
    /// Every request counts as made to the issuer's public address, by whatever way it came (the gateway, or a service over the inner
    /// network): addresses in answers are right for everyone, and no Host header can put another one there.
    /// </summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        var issuer = new Uri(app.Services.GetRequiredService<IOptions<IdentitySettings>>().Value.Authority);
        app.Use((context, next) =>
        {
            (context.Request.Scheme, context.Request.Host) = (issuer.Scheme, HostString.FromUriComponent(issuer));
            return next(context);
        });
        app.UsePathBase(issuer.AbsolutePath);
    }

    /// <summary>Signing in looks for a user before it knows the district, so this service's own work spans all of them.</summary>
    public static void AddServiceScope(this WebApplicationBuilder builder) => builder.Services.AddScoped(_ =>
    {
        var scope = new DataScope();
        scope.UseService(DataScope.AllDistricts);
        return scope;
    });
}
