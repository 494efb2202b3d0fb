using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Http.Resilience;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.ServiceDefaults;

/// <summary>What every process of the platform has in common, so that a Program.cs contains only what is specific to it.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Largest request body, in bytes, of an endpoint that sets no limit of its own.</summary>
    public const long MaxRequestBody = 1 << 20;

    /// <summary>Telemetry, health, service discovery with resilience, localised problem details, strict JSON, request limits.</summary>
    /// <param name="service">Name of the resource in AppHost, used in telemetry.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string service)
    {
        builder.AddTelemetry(service);
        builder.AddProblems();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), ["live"]);
        builder.Services.AddServiceDiscovery();
        builder.Services.ConfigureHttpClientDefaults(http =>
        {
            // Retrying an unsafe request might do its work twice; an authorization code or refresh token used twice ends the sign-in.
            http.AddStandardResilienceHandler(resilience => resilience.Retry.DisableForUnsafeHttpMethods());
            http.AddServiceDiscovery();
        });
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBody;
        });
        builder.Services.AddTransient<IStartupFilter, RequestBodyFilter>();
        builder.Services.ConfigureHttpJsonOptions(json => JsonDefaults.Apply(json.SerializerOptions));
        builder.Services.AddSingleton(TimeProvider.System);
        return builder;
    }

    /// <summary>Turns exceptions into problem details and sets the caller's language. Comes first in the pipeline.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(RefuseTunnelsAsync);
        return app;
    }

    /// <summary><c>/health</c> (ready: every dependency it cannot work without) and <c>/alive</c>, both open to anyone.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        MapHealth(app, "/health", _ => true);
        MapHealth(app, "/alive", check => check.Tags.Contains("live"));
        return app;
    }

    /// <summary>Refuses CONNECT: no process is a proxy.</summary>
    static Task RefuseTunnelsAsync(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsConnect(context.Request.Method)) return next(context);
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed; // the status pages write the body
        context.Response.Headers.Allow = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
        return Task.CompletedTask;
    }

    static void MapHealth(WebApplication app, string path, Func<HealthCheckRegistration, bool> which) =>
        app.MapHealthChecks(path, new HealthCheckOptions
        {
            Predicate = which,
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString()),
            }),
        }).AllowAnonymous().ExcludeFromDescription();
}
