using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Contracts;

namespace Supervision.ServiceDefaults.SignIn;

/// <summary>Bearer tokens of the provider in <see cref="IdentitySettings"/>, for one audience; routes require sign-in by default.</summary>
public static class SignInExtensions
{
    /// <param name="scope">Scope of this service, which its tokens must also name as audience.</param>
    public static WebApplicationBuilder AddSignIn(this WebApplicationBuilder builder, string scope)
    {
        builder.AddIdentitySettings();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<IdentitySettings>, IHttpClientFactory>((jwt, identity, clients) => Configure(jwt, identity.Value, clients, scope));
        builder.Services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(Policy(scope)).SetDefaultPolicy(Policy(scope));
        return builder;
    }

    /// <summary>Validated settings and the HTTP client <c>identity</c> that reaches the provider.</summary>
    public static void AddIdentitySettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<IdentitySettings>().BindConfiguration(IdentitySettings.Section).ValidateDataAnnotations().ValidateOnStart();
        // Must be the first handler: the address it sets may be a name, which service discovery then resolves.
        builder.Services.AddHttpClient("identity").ConfigureAdditionalHttpMessageHandlers((handlers, services) =>
            handlers.Insert(0, new BackchannelHandler(services.GetRequiredService<IOptions<IdentitySettings>>().Value)));
    }

    static AuthorizationPolicy Policy(string scope) => new AuthorizationPolicyBuilder()
        .RequireAuthenticatedUser()
        .RequireAssertion(context => Caller.From(context.User) is not null
            && context.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope)))
        .Build();

    static void Configure(JwtBearerOptions jwt, IdentitySettings identity, IHttpClientFactory clients, string scope)
    {
        jwt.Authority = identity.Authority;
        jwt.Backchannel = clients.CreateClient("identity");
        jwt.MapInboundClaims = false;
        jwt.RequireHttpsMetadata = false; // the scheme of the issuer's address decides; inside a cluster the back channel is plain HTTP
        jwt.TokenValidationParameters.ValidAudience = scope;
        jwt.TokenValidationParameters.ValidTypes = ["at+jwt", "JWT"];
        jwt.TokenValidationParameters.ValidAlgorithms = ["ES256", "RS256", "PS256"];
        jwt.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        jwt.TokenValidationParameters.NameClaimType = "name";
        jwt.TokenValidationParameters.RoleClaimType = "role";
    }

    /// <summary>Only callers with one of these roles reach the handler; others get 403, whatever id they ask for.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoint, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.AddRequirements(new RoleRequirement(roles))).WithMetadata(new RoleRequirement(roles));
}

/// <summary>One of these roles is required. Also endpoint metadata, which the access-matrix tests read.</summary>
public sealed record RoleRequirement(IReadOnlyList<Role> Roles) : IAuthorizationRequirement;

public sealed class RoleHandler : AuthorizationHandler<RoleRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (Caller.From(context.User) is { } caller && requirement.Roles.Any(caller.Is)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
