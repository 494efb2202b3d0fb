using Supervision.Gateway.Callers;
using Supervision.Gateway.Edge;
using Supervision.Gateway.Sessions;
using Supervision.ServiceDefaults.Problems;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Supervision.Gateway.Routing;

/// <summary>The way to the services, which stands in the section <c>ReverseProxy</c> of the configuration: a new service needs no code here.</summary>
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

    /// <summary>A service that cannot be reached is said to be unavailable, with the hint to come again; a body over the limit is refused.</summary>
    static async Task ForwardAsync(HttpContext context, RequestDelegate next)
    {
        RefuseOversized(context);
        await next(context);
        if (context.GetForwarderErrorFeature() is not { } failure) return;
        var cluster = context.GetReverseProxyFeature().Cluster.Config.ClusterId;
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RouteExtensions))
            .LogInformation("No answer of {Service}: {Failure}, {Reason}", cluster, failure.Error, failure.Exception?.Message);
        if (context.Response.HasStarted || context.Response.StatusCode is < 502 or > 504) return;
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "2";
    }

    /// <summary>
    /// A stream ends with the token that let it in, so that nobody listens on for long after signing out; browsers open it anew
    /// by themselves, from where it broke off.
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
