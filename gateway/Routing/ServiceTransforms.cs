using Microsoft.Net.Http.Headers;
using Supervision.Gateway.Sessions;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Supervision.Gateway.Routing;

/// <summary>
/// What a service sees of a request. Only listed headers pass, so that nothing from the caller can be mistaken for something the
/// gateway sets; the caller and the address used are set anew.
/// </summary>
internal sealed class ServiceTransforms : ITransformProvider
{
    /// <summary>Metadata of a cluster that keeps its own cookies in the browser, as Identity does: <c>"Cookies": "own"</c>.</summary>
    const string CookiesKey = "Cookies";

    static readonly string[] Passed =
    [
        "Accept", "Accept-Language", "Authorization", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language",
        "Content-Length", "Content-Type", "Idempotency-Key", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range",
        "If-Unmodified-Since", "Last-Event-ID", "Prefer", "Range", "User-Agent",
    ];

    public void ValidateRoute(TransformRouteValidationContext context) { }

    public void ValidateCluster(TransformClusterValidationContext context) { }

    public void Apply(TransformBuilderContext context)
    {
        var ownCookies = context.Cluster?.Metadata?.GetValueOrDefault(CookiesKey) == "own";
        context.CopyRequestHeaders = false;
        context.UseDefaultForwarders = false;
        context.RequestTransforms.Insert(0, new RequestHeadersAllowedTransform(ownCookies ? [.. Passed, "Origin", "Referer"] : Passed));
        context.AddRequestTransform(ForwardedTransform);
        if (ownCookies)
        {
            context.AddRequestTransform(OwnCookiesTransform);
        }
        else
        {
            context.AddRequestTransform(SessionTokenTransform);
            context.AddResponseTransform(NoCookiesTransform);
        }
    }

    static ValueTask ForwardedTransform(RequestTransformContext context)
    {
        var (request, headers) = (context.HttpContext.Request, context.ProxyRequest.Headers);
        if (context.HttpContext.Connection.RemoteIpAddress is { } address) headers.TryAddWithoutValidation("X-Forwarded-For", Text(address));
        headers.TryAddWithoutValidation("X-Forwarded-Host", request.Host.Value);
        headers.TryAddWithoutValidation("X-Forwarded-Proto", request.Scheme);
        return default;
    }

    static string Text(System.Net.IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    /// <summary>Replaces the cookie, which no service sees, by the session's access token.</summary>
    static ValueTask SessionTokenTransform(RequestTransformContext context)
    {
        if (context.HttpContext.SessionToken() is { } token)
            context.ProxyRequest.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        return default;
    }

    static ValueTask OwnCookiesTransform(RequestTransformContext context)
    {
        if (CookieHeaderValue.TryParseList(context.HttpContext.Request.Headers.Cookie, out var cookies))
        {
            var own = string.Join("; ", cookies.Where(cookie => !SessionCookies.IsOurs(cookie.Name.AsSpan())));
            if (own.Length > 0) context.ProxyRequest.Headers.TryAddWithoutValidation(HeaderNames.Cookie, own);
        }

        return default;
    }

    static ValueTask NoCookiesTransform(ResponseTransformContext context)
    {
        context.HttpContext.Response.Headers.Remove(HeaderNames.SetCookie);
        return default;
    }
}
