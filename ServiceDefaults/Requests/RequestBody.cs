using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Supervision.ServiceDefaults.Requests;

/// <summary>
/// A request's body with its own limit, in place of the server's. At its limit the server closes the connection while the client is still
/// sending; most clients send everything before they read, so they would get a broken pipe instead of an answer and retry for ever. Here the
/// refusal is sent first, and the rest of the body is read and dropped, within bounds.
/// </summary>
/// <param name="body">The server's body stream, without a limit of its own.</param>
/// <param name="declared">Content-Length; null for a chunked body.</param>
/// <param name="limit">In bytes, unless the endpoint or the route sets another; null for none.</param>
public sealed class RequestBody(Stream body, long? declared, long? limit) : Stream, IHttpMaxRequestBodySizeFeature
{
    /// <summary>How much is read and dropped at most after a refusal: several times the largest file, in bytes.</summary>
    const long MostDropped = 256 << 20;

    /// <summary>Enough for a phone to send about 50 MB; the server itself ends requests that send too slowly.</summary>
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

    /// <exception cref="BadHttpRequestException">413: more bytes than the limit, declared or received.</exception>
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

    /// <summary>Must come before everything else.</summary>
    public static async Task LimitAsync(HttpContext context, RequestDelegate next)
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
        // Other versions of the protocol can tell the client to stop and still keep the connection.
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest && !body._ended && HttpProtocol.IsHttp11(context.Request.Protocol))
            await body.DropRestAsync(context);
    }

    BadHttpRequestException TooLarge() => new($"The body is larger than {limit} bytes.", StatusCodes.Status413PayloadTooLarge);

    async Task DropRestAsync(HttpContext context)
    {
        await context.Response.CompleteAsync(); // a client that reads while sending has the answer now
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
            // The client disconnected or sends too slowly; it already has its answer.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

/// <summary>Installs <see cref="RequestBody"/> in front of the whole request pipeline.</summary>
public sealed class RequestBodyFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(RequestBody.LimitAsync);
        next(app);
    };
}
