using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Supervision.Gateway.Sessions;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Gateway.Callers;

internal static class CallerExtensions
{
    const string SchemeName = "caller";

    /// <summary>Identifies the caller by a token if there is one, else by the session; routes require sign-in by default.</summary>
    public static WebApplicationBuilder AddCallers(this WebApplicationBuilder builder)
    {
        builder.AddIdentitySettings();
        builder.Services.AddSingleton<IdentityProvider>();
        builder.Services.AddSingleton<CheckedTokens>();
        builder.Services.AddAuthentication(options =>
            {
                options.DefaultScheme = SchemeName;
                options.DefaultChallengeScheme = BearerHandler.SchemeName;
                options.DefaultForbidScheme = BearerHandler.SchemeName;
            })
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null)
            .AddPolicyScheme(SchemeName, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.ContainsKey("Authorization") ? BearerHandler.SchemeName : SessionCookies.SchemeName);
        var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        builder.Services.AddAuthorizationBuilder().SetDefaultPolicy(signedIn).SetFallbackPolicy(signedIn);
        builder.AddLimits();
        return builder;
    }
}
