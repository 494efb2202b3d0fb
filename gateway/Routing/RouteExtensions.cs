using Supervision.Gateway.Callers;
using Supervision.Gateway.Edge;
using Supervision.Gateway.Sessions;
using Supervision.ServiceDefaults.Problems;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Supervision.Gateway.Routing;

/// <summary>Routes to the services, configured in the section <c>ReverseProxy</c>: a new service needs no code here.</summary>
internal static class RouteExtensions
{
    public const string Section = "ReverseProxy";

    public static WebApplicationBuilder AddRoutes(this WebApplicationBuilder builder)
    {
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection(Section))
            .AddTransforms<ServiceTransforms>();
        builder.Services.AddSingleton<IDestinationResolver, ServiceDestinations>();
        return builder;
    }

    public static void MapRoutes(this WebApplication app)
    {
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<CrossSiteGuard>();
            proxy.Use(LimitStreamAsync);
            proxy.Use(ForwardAsync);
        });
        app.MapFallbackToFile("/", "index.html", EdgeExtensions.Files).AllowAnonymous();
        app.MapFallback("{**rest}", () => ProblemExtensions.Problem(StatusCodes.Status404NotFound, "not_found")).AllowAnonymous();
    }

    /// <summary>An unreachable service is answered as unavailable, with a hint when to retry; a body over the limit is refused.</summary>
    static async Task ForwardAsync(HttpContext context, RequestDelegate next)
    {
        RefuseOversized(context);
        await next(context);
        if (context.GetForwarderErrorFeature() is not { } failure) return;
        var cluster = context.GetReverseProxyFeature().Cluster.Config.ClusterId;
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RouteExtensions))
            .LogInformation("No answer from {Service}: {Failure}, {Reason}", cluster, failure.Error, failure.Exception?.Message);
        if (context.Response.HasStarted || context.Response.StatusCode is < 502 or > 504) return;
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "2";
    }

    /// <summary>
    /// A stream ends when its access token expires, so that nobody listens on for long after signing out; browsers reconnect
    /// by themselves and continue where it ended.
    /// </summary>
    static async Task LimitStreamAsync(HttpContext context, RequestDelegate next)
    {
        if (!CrossSiteGuard.IsStream(context) || context.TokenEnds() is not { } end)
        {
            await next(context);
            return;
        }

        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var left = end - clock.GetUtcNow();
        using var token = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, token.Token);
        context.RequestAborted = either.Token;
        await next(context);
    }

    static void RefuseOversized(HttpContext context)
    {
        if (context.Request.ContentLength is not { } length) return;
        var limit = context.GetReverseProxyFeature().Route.Config.MaxRequestBodySize ?? ServiceDefaults.ServiceDefaultsExtensions.MaxRequestBody;
        if (length > limit) throw new RequestProblem(StatusCodes.Status413PayloadTooLarge, "request.too_large");
    }
}
