using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Supervision.Testing;

namespace Supervision.EndToEnd;

/// <summary>A span as a process exported it; ids in lower-case hex.</summary>
public sealed record Span(string Service, string Trace, string Id, string Parent, string Name);

/// <summary>An OTLP collector (http/protobuf) that keeps the spans it receives.</summary>
public sealed class TraceReceiver : IDisposable
{
    private readonly HttpListener _listener = new();

    public TraceReceiver()
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        Serving = ServeAsync();
    }

    public string Address { get; }

    public ConcurrentQueue<Span> Spans { get; } = new();

    /// <summary>Ends with the listener; faults on anything that is not OTLP.</summary>
    public Task Serving { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            if (context.Request.Url!.AbsolutePath.EndsWith("/v1/traces", StringComparison.Ordinal)) Take(body.ToArray());
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    /// <summary>opentelemetry/proto/collector/trace/v1: request(1) → resource(1), scope(2) → span(2): trace(1), id(2), parent(4), name(5).</summary>
    private void Take(ReadOnlyMemory<byte> request)
    {
        foreach (var resourceSpans in Fields(request, 1))
        {
            var service = Fields(resourceSpans, 1).SelectMany(resource => Fields(resource, 1))
                .Where(attribute => Text(Fields(attribute, 1).First()) == "service.name")
                .Select(attribute => Text(Fields(Fields(attribute, 2).First(), 1).First())).Single();
            foreach (var span in Fields(resourceSpans, 2).SelectMany(scope => Fields(scope, 2)))
            {
                Spans.Enqueue(new(
                    service, Hex(Fields(span, 1).First()), Hex(Fields(span, 2).First()), Hex(Fields(span, 4).FirstOrDefault()), Text(Fields(span, 5).First())));
            }
        }
    }

    /// <summary>The length-delimited fields of a message with this number.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int number)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message.Span, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message.Span, ref at);
                    break;
                case 1:
                    at += sizeof(ulong);
                    break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    if ((int)(tag >> 3) == number) yield return message.Slice(at, length);
                    at += length;
                    break;
                case 5:
                    at += sizeof(uint);
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7} is not known.");
            }
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}
