using System.Text;
using RabbitMQ.Client;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.DeadLetters;

/// <summary>A message put aside, as the dead-letter queue holds it.</summary>
internal sealed record DeadLetter(
    Guid Id, string Type, string Queue, string Reason, DateTimeOffset FirstFailedAt, DateTimeOffset LastFailedAt, long Attempts, string? District, string? Body)
{
    public required ulong Tag { get; init; }

    public required IReadOnlyBasicProperties Properties { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The exception in full; for operators, since it may quote data.</summary>
    public required string Error { get; init; }

    public static DeadLetter Read(BasicGetResult message)
    {
        var headers = message.BasicProperties.Headers;
        var death = Death(headers);
        var last = headers.Number(MessageHeaders.LastFailure) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : death.At;
        return new DeadLetter(
            Guid.TryParse(message.BasicProperties.MessageId, out var id) ? id : Guid.Empty,
            message.BasicProperties.Type ?? "",
            headers.Text(MessageHeaders.Queue) ?? death.Queue,
            headers.Text(MessageHeaders.Reason) ?? death.Reason,
            headers.Number(MessageHeaders.FirstFailure) is { } first ? DateTimeOffset.FromUnixTimeMilliseconds(first) : last,
            last,
            headers.Number(MessageHeaders.Attempts) ?? headers.Number("x-delivery-count") ?? 0,
            headers.Text(MessageHeaders.District),
            headers.Text(MessageHeaders.Body))
        {
            Tag = message.DeliveryTag,
            Properties = message.BasicProperties,
            Payload = message.Body.ToArray(),
            Error = headers.Text(MessageHeaders.Error) ?? death.Reason,
        };
    }

    /// <summary>The properties it came with, without what was noted since.</summary>
    public BasicProperties Original()
    {
        var headers = (Properties.Headers ?? new Dictionary<string, object?>())
            .Where(header => !header.Key.StartsWith("dead-", StringComparison.Ordinal) && !header.Key.StartsWith("x-", StringComparison.Ordinal))
            .ToDictionary();
        return new BasicProperties(Properties) { Headers = headers };
    }

    /// <summary>What the broker notes when it puts a message aside by itself, after too many deliveries.</summary>
    static (string Queue, string Reason, DateTimeOffset At) Death(IDictionary<string, object?>? headers)
    {
        if (headers is null || !headers.TryGetValue("x-death", out var deaths) || deaths is not IList<object?> { Count: > 0 } list
            || list[0] is not IDictionary<string, object?> death) return ("", "unknown", default);
        var at = death.TryGetValue("time", out var time) && time is AmqpTimestamp stamp ? DateTimeOffset.FromUnixTimeSeconds(stamp.UnixTime) : default;
        return (death.Text("queue") ?? "", death.Text("reason") ?? "unknown", at);
    }

    public string Describe() => new StringBuilder()
        .AppendLine(Summary())
        .AppendLine(Error)
        .AppendLine(Encoding.UTF8.GetString(Payload.Span))
        .ToString();

    public string Summary() => $"{Id}  {Type}  {Queue}  {Reason}  attempts {Attempts}  {FirstFailedAt:u} - {LastFailedAt:u}  district {District ?? "?"}";
}
