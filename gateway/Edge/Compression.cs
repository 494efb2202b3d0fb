using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway.Edge;

/// <summary>
/// Compression of what is worth it. Left out are answers of the session endpoints and of sign-in: a compressed answer tells by its
/// length how like its secrets are to what the asker put in (BREACH).
/// </summary>
internal sealed class Compression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    /// <summary>Below this many bytes an answer fits one packet either way.</summary>
    const int WorthIt = 1024;

    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength is not < WorthIt
        && !context.Request.Path.StartsWithSegments("/bff")
        && !context.Request.Path.StartsWithSegments("/identity")
        && base.ShouldCompressResponse(context);
}
