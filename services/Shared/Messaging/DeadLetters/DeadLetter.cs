using System.Globalization;
using System.Text;
using RabbitMQ.Client;
using Supervision.Messaging.Broker;
using Supervision.Messaging.Consumers;
using Fault = MassTransit.MessageHeaders;

namespace Supervision.Messaging.DeadLetters;

/// <summary>A dead letter, as stored in the error queue.</summary>
internal sealed record DeadLetter(
    Guid Id, string Type, string Queue, string Reason, DateTimeOffset FirstFailedAt, DateTimeOffset LastFailedAt, long Attempts, string? District, string? Body)
{
    public required ulong Tag { get; init; }

    public required IReadOnlyBasicProperties Properties { get; init; }

    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The full exception; only for operators, because it may quote data.</summary>
    public required string Error { get; init; }

    public static DeadLetter Read(BasicGetResult message)
    {
        var headers = message.BasicProperties.Headers;
        var death = Death(headers);
        var fault = headers.Text(Fault.FaultMessage);
        var last = DateTimeOffset.TryParse(headers.Text(Fault.FaultTimestamp), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : death.At;
        return new DeadLetter(
            Guid.TryParse(message.BasicProperties.MessageId, out var id) ? id : Guid.Empty,
            message.BasicProperties.Type ?? "",
            headers.Text(Fault.FaultInputAddress) is { } address ? address[(address.LastIndexOf('/') + 1)..] : death.Queue,
            Kind(headers.Text(Fault.FaultExceptionType)) switch
            {
                null => death.Reason,
                nameof(DefectiveMessageException) => fault ?? "",
                var kind => kind,
            },
            headers.Number(EventHeaders.FirstFailure) is { } first ? DateTimeOffset.FromUnixTimeMilliseconds(first) : last,
            last,
            headers.Number(Fault.FaultRetryCount) is { } retries ? retries + 1 : headers.Number("x-delivery-count") ?? 0,
            headers.Text(EventHeaders.District),
            headers.Text(EventHeaders.Body))
        {
            Tag = message.DeliveryTag,
            Properties = message.BasicProperties,
            Payload = message.Body.ToArray(),
            Error = fault is null ? death.Reason : $"{fault}{Environment.NewLine}{headers.Text(Fault.FaultStackTrace)}",
        };
    }

    /// <summary>The message's original properties, without what was added since.</summary>
    public BasicProperties Original()
    {
        string[] noted = ["MT-Fault-", "MT-Host-", "MT-Reason", "x-", EventHeaders.FirstFailure];
        var headers = (Properties.Headers ?? new Dictionary<string, object?>())
            .Where(header => !noted.Any(start => header.Key.StartsWith(start, StringComparison.Ordinal)))
            .ToDictionary();
        return new BasicProperties(Properties) { Headers = headers };
    }

    /// <summary>The exception's type without its namespace.</summary>
    static string? Kind(string? type) => type?[(type.LastIndexOf('.') + 1)..];

    /// <summary>What the broker records when it dead-letters a message itself, after too many deliveries.</summary>
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
