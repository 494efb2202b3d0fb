using Supervision.Gateway.Sessions;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Gateway.Callers;

/// <summary>
/// A request authenticated by the session's cookie must come from our own pages. They prove it with a header that no foreign page
/// can set; an event stream cannot carry one, so there the browser's own headers about its origin decide.
/// </summary>
internal sealed class CrossSiteGuard(RequestDelegate next)
{
    public const string Header = "X-Supervision-Csrf";

    /// <summary>Metadata of routes that answer with an event stream.</summary>
    const string StreamKey = "Stream";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.HasSession() && NeedsSession(context) && !IsOwn(context))
            throw new RequestProblem(StatusCodes.Status403Forbidden, "csrf.required");
        return next(context);
    }

    public static bool IsStream(HttpContext context) => context.GetRouteModel().Config.Metadata?.ContainsKey(StreamKey) == true;

    /// <summary>Whether the request comes from a page of this origin, according to the browser or the header; false without either.</summary>
    public static bool ComesFromOwnPage(HttpRequest request) =>
        IsSameOrigin(request) && (request.Headers["Sec-Fetch-Site"].Count > 0 || request.Headers.Origin.Count > 0 || request.Headers.ContainsKey(Header));

    static bool NeedsSession(HttpContext context) => context.GetRouteModel().Config.AuthorizationPolicy is not "anonymous";

    static bool IsOwn(HttpContext context)
    {
        if (!IsSameOrigin(context.Request)) return false;
        if (context.Request.Headers[Header] == "1") return true;
        return HttpMethods.IsGet(context.Request.Method)
            && IsStream(context)
            && context.Request.Headers["Sec-Fetch-Site"] == "same-origin";
    }

    /// <summary>Whether none of the headers the browser adds itself names another origin.</summary>
    static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none") return false;
        return request.Headers.Origin is not { Count: > 0 } origin
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
