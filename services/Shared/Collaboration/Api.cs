using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Supervision.Persistence;
using Supervision.ServiceDefaults;

namespace Supervision.Collaboration;

/// <summary>What a service with an HTTP API needs on top of <see cref="ServiceDefaultsExtensions.AddServiceDefaults"/>.</summary>
public static class Api
{
    /// <summary>Bearer-token sign-in for one scope, reduced to the roles that still count, and the caller's database scope.</summary>
    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseServiceDefaults();
        app.UseAuthentication();
        app.UseCurrentRoles();
        app.UseAuthorization();
        app.UseCallerScope();
        app.UseIdempotency();
        app.MapServiceDefaults();
        app.MapOpenApi("/openapi/v1.json").AllowAnonymous();
        return app;
    }

    /// <summary>
    /// Settings of a service's OpenAPI document, for its own <c>AddOpenApi</c> call, which must be in the service itself, where the
    /// compiler finds the docstrings.
    /// </summary>
    public static Action<OpenApiOptions> Document(string title) => options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo { Title = title, Version = "v1" };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
        return Task.CompletedTask;
    });
}
