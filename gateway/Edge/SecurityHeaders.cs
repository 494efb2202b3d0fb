using Microsoft.Extensions.Options;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Gateway.Edge;

/// <summary>Security headers for pages and answers. Only static files may be cached.</summary>
internal sealed class SecurityHeaders(IOptions<IdentitySettings> identity)
{
    const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    const string Permissions = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()";

    readonly string _pagePolicy = Page(identity.Value, script: "'self'", style: "'self'");

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state => ((Pending)state).ApplyAsync(), new Pending(context, this));
        return next(context);
    }

    /// <summary>Policy of a page with an inline script, allowed by its nonce, and styles set by script.</summary>
    public static string WithNonce(IdentitySettings identity, string nonce) => Page(identity, $"'self' 'nonce-{nonce}'", "'self' 'unsafe-inline'");

    /// <summary>A form may lead to the provider, which can have an address of its own (signing out is a form).</summary>
    static string Page(IdentitySettings identity, string script, string style) =>
        $"default-src 'self'; script-src {script}; style-src {style}; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
        + $"object-src 'none'; base-uri 'none'; form-action 'self' {new Uri(identity.Authority).GetLeftPart(UriPartial.Authority)}; frame-ancestors 'none'";

    void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        var path = context.Request.Path;
        var api = path.StartsWithSegments("/api");
        headers.XContentTypeOptions = "nosniff";
        if (!headers.ContainsKey("Referrer-Policy")) headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (api) headers.ContentSecurityPolicy = ApiPolicy;
        else if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = _pagePolicy;
        if (api || path.StartsWithSegments("/bff") || headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
    }

    sealed class Pending(HttpContext context, SecurityHeaders headers)
    {
        public Task ApplyAsync()
        {
            headers.Apply(context);
            return Task.CompletedTask;
        }
    }
}
