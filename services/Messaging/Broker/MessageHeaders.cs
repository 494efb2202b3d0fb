using System.Globalization;
using System.Text;

namespace Supervision.Messaging.Broker;

/// <summary>Names of the headers a message carries, and how their values are read.</summary>
internal static class MessageHeaders
{
    public const string District = "district";
    public const string Body = "body";
    public const string Aggregate = "aggregate";
    public const string EnqueuedAt = "enqueued-at";
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";

    // On dead letters only.
    public const string Queue = "dead-queue";
    public const string Reason = "dead-reason";
    public const string Error = "dead-error";
    public const string Attempts = "dead-attempts";
    public const string FirstFailure = "dead-first";
    public const string LastFailure = "dead-last";

    public static string? Text(this IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value)
            ? value switch
            {
                byte[] bytes => Encoding.UTF8.GetString(bytes),
                null => null,
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            }
            : null;

    public static long? Number(this IDictionary<string, object?>? headers, string name) =>
        long.TryParse(headers.Text(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
