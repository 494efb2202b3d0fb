using System.Globalization;
using System.Text;

namespace Supervision.Messaging.Broker;

/// <summary>Names of a message's headers, and how their values are read.</summary>
internal static class EventHeaders
{
    public const string District = "district";
    public const string Body = "body";
    public const string Aggregate = "aggregate";
    public const string EnqueuedAt = "enqueued-at";
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";

    /// <summary>On a dead letter, besides MassTransit's <c>MT-Fault-*</c>: UTC instant of its first failure, in milliseconds.</summary>
    public const string FirstFailure = "first-failure";

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
