using Supervision.Gateway.Sessions;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Gateway.Callers;

/// <summary>
/// A request that the browser signed with the session's cookie must come from our own pages. They say so by a header no foreign page
/// can set; an event stream, which cannot carry one, by what the browser itself says of its origin.
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

    /// <summary>Whether the request comes from a page of this origin, as the browser or the header tells; nothing said means no.</summary>
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

    /// <summary>Neither of the headers a browser adds by itself names another origin.</summary>
    static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin" && site != "none") return false;
        return request.Headers.Origin is not { Count: > 0 } origin
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
