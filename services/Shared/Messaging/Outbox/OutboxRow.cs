using System.Diagnostics;
using System.Text.Json;
using Supervision.Contracts;
using Supervision.Messaging.Broker;
using UUIDNext;

namespace Supervision.Messaging.Outbox;

/// <summary>
/// A message on its way to the broker, written in the same transaction as the change it reports. The table has further columns used
/// only by the relay (position, attempts, next attempt, last error): see <see cref="MessagingSchema"/>.
/// </summary>
internal sealed class OutboxRow
{
    /// <summary>
    /// UUIDv7, the broker's MessageId. It increases within a process, even within a millisecond: EF Core inserts the rows of one save in
    /// the order of their keys, so events enqueued together are stored in that order.
    /// </summary>
    public required Guid Id { get; init; }

    public required string Exchange { get; init; }

    public required string RoutingKey { get; init; }

    public required string Type { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Rows with the same key are published in the order of their positions.</summary>
    public required Guid PartitionKey { get; init; }

    public required string District { get; init; }

    public required byte[] Payload { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    public static OutboxRow For(IIntegrationEvent @event)
    {
        var type = @event.GetType();
        return new OutboxRow
        {
            Id = Uuid.NewSequential(),
            Exchange = EventTypes.Of(type).Exchange,
            RoutingKey = "",
            Type = type.Name,
            ContentType = "application/json",
            PartitionKey = @event.Aggregate,
            District = @event.District,
            Payload = JsonSerializer.SerializeToUtf8Bytes(@event, type, EventJson.Options),
            TraceParent = Activity.Current?.Id,
            TraceState = Activity.Current?.TraceStateString,
        };
    }

    public static OutboxRow For(OutboundMessage message) => new()
    {
        Id = message.Id,
        Exchange = message.Exchange,
        RoutingKey = message.RoutingKey,
        Type = message.Type,
        ContentType = message.ContentType,
        PartitionKey = message.PartitionKey,
        District = message.District,
        Payload = message.Body,
        TraceParent = Activity.Current?.Id,
        TraceState = Activity.Current?.TraceStateString,
    };
}
