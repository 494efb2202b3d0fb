using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway.Edge;

/// <summary>
/// Compresses answers where it pays. Answers of the session endpoints and of sign-in are left out: the length of a compressed answer
/// reveals how similar its secrets are to the caller's input (BREACH).
/// </summary>
internal sealed class Compression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    /// <summary>Below this many bytes an answer fits into one packet with or without compression.</summary>
    const int WorthIt = 1024;

    public override bool ShouldCompressResponse(HttpContext context) =>
        context.Response.ContentLength is not < WorthIt
        && !context.Request.Path.StartsWithSegments("/bff")
        && !context.Request.Path.StartsWithSegments("/identity")
        && base.ShouldCompressResponse(context);
}
