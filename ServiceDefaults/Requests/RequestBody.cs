using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Supervision.ServiceDefaults.Requests;

/// <summary>
/// A request's body with its limit, in place of the server's own. Over its limit the server closes the connection into what still comes, and a
/// client that sends all before it reads, as most do, gets a broken pipe for an answer and tries again for ever. Here the refusal goes out
/// first, and what still comes is read and dropped, within bounds.
/// </summary>
/// <param name="body">As the server reads it, without a limit of its own.</param>
/// <param name="declared">Content-Length; null for a body in chunks.</param>
/// <param name="limit">In bytes, unless the endpoint or the route says otherwise; null for none.</param>
internal sealed class RequestBody(Stream body, long? declared, long? limit) : Stream, IHttpMaxRequestBodySizeFeature
{
    /// <summary>What is read and dropped at most after a refusal: several times the largest file, in bytes.</summary>
    const long MostDropped = 256 << 20;

    /// <summary>A phone sends some 50 MB in this time; the server itself ends what comes in trickles.</summary>
    static readonly TimeSpan LongestDrop = TimeSpan.FromMinutes(2);

    long _read;
    bool _started;
    bool _ended;

    public bool IsReadOnly => _started;

    public long? MaxRequestBodySize
    {
        get => limit;
        set => limit = _started ? throw new InvalidOperationException("The body is being read already.") : value;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="BadHttpRequestException">413: more than the limit, declared or come.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _started = true;
        if (declared > limit) throw TooLarge();
        var read = await body.ReadAsync(buffer, cancellationToken);
        _ended |= read == 0 && buffer.Length > 0;
        _read += read;
        return _read > limit ? throw TooLarge() : read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Comes before everything else.</summary>
    internal static async Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }
            || context.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } server)
        {
            await next(context);
            return;
        }

        var body = new RequestBody(context.Request.Body, context.Request.ContentLength, server.MaxRequestBodySize);
        server.MaxRequestBodySize = null;
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(body);
        context.Request.Body = body;
        await next(context);
        // Other versions of the protocol tell the client to stop, and keep the connection.
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && !body._ended && HttpProtocol.IsHttp11(context.Request.Protocol))
            await body.DropRestAsync(context);
    }

    BadHttpRequestException TooLarge() => new($"The body is larger than {limit} bytes.", StatusCodes.Status413PayloadTooLarge);

    async Task DropRestAsync(HttpContext context)
    {
        await context.Response.CompleteAsync(); // whoever reads while sending has the answer now
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        end.CancelAfter(LongestDrop);
        var buffer = ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            long dropped = 0;
            for (int read; dropped < MostDropped && (read = await body.ReadAsync(buffer, end.Token)) > 0;) dropped += read;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client went, or sends too slowly: it has had its answer.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>Puts <see cref="RequestBody"/> before whatever a process makes of its requests.</summary>
internal sealed class RequestBodyFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(RequestBody.LimitAsync);
        next(app);
    };
}
