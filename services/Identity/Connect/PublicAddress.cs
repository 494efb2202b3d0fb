using Microsoft.Extensions.Options;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Identity.Connect;

internal static class PublicAddress
{
    /// <summary>
    /// Treats every request as made to the issuer's public address, whichever way it came (the gateway, or a service over the inner
    /// network): so addresses in answers are right for everyone, and no Host header can change them.
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

    /// <summary>Sign-in looks for a user before the district is known, so this service's own work spans all districts.</summary>
    public static void AddServiceScope(this WebApplicationBuilder builder) => builder.Services.AddScoped(_ =>
    {
        var scope = new DataScope();
        scope.UseService(DataScope.AllDistricts);
        return scope;
    });
}
