using System.Diagnostics;
using RabbitMQ.Client;
using Supervision.Messaging.Broker;
using Supervision.Messaging.Inbox;

namespace Supervision.Messaging.Consumers;

/// <summary>One message as the broker delivered it.</summary>
internal sealed class Delivery
{
    public Delivery(ConsumedChannel source, ulong tag, IReadOnlyBasicProperties properties, byte[] payload)
    {
        (Source, Tag, Properties, Payload) = (source, tag, properties, payload);
        Lost = source.Lost;
        Type = properties.Type ?? "";
        Id = Guid.TryParse(properties.MessageId, out var id) ? id : null;
        District = properties.Headers.Text(MessageHeaders.District);
        Aggregate = Guid.TryParse(properties.Headers.Text(MessageHeaders.Aggregate), out var aggregate) ? aggregate : Id ?? Guid.Empty;
        EnqueuedAt = properties.Headers.Number(MessageHeaders.EnqueuedAt) is { } instant
            ? DateTimeOffset.FromUnixTimeMilliseconds(instant)
            : DateTimeOffset.FromUnixTimeSeconds(properties.Timestamp.UnixTime);
    }

    public ConsumedChannel Source { get; }

    public ulong Tag { get; }

    public IReadOnlyBasicProperties Properties { get; }

    public byte[] Payload { get; }

    /// <inheritdoc cref="ConsumedChannel.Lost"/>
    public CancellationToken Lost { get; }

    public Guid? Id { get; }

    public string Type { get; }

    public string? District { get; }

    public Guid Aggregate { get; }

    public DateTimeOffset EnqueuedAt { get; }

    public int Attempts { get; set; }

    public DateTimeOffset FirstFailure { get; set; }

    /// <summary>Why no consumer can be given this message, whatever is tried; null for a sound one.</summary>
    public string? Defect(DateTimeOffset now) => this switch
    {
        { Id: null } => "no-message-id",
        { District: null } => "no-district",
        { Id: { } id } when !InboxTable.Remembers(id, now) => "expired",
        _ => null,
    };

    public Activity? StartSpan(string queue)
    {
        if (!MessagingMetrics.Source.HasListeners()) return null;
        ActivityContext.TryParse(
            Properties.Headers.Text(MessageHeaders.TraceParent), Properties.Headers.Text(MessageHeaders.TraceState), isRemote: true, out var parent);
        return MessagingMetrics.Source.StartActivity($"consume {Type}", ActivityKind.Consumer, parent)?
            .SetTag("messaging.system", "rabbitmq").SetTag("messaging.destination.name", queue).SetTag("messaging.message.id", Id);
    }

    public EventContext Context() => new(Id!.Value, Type, District!, EnqueuedAt);
}
