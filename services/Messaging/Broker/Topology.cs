using RabbitMQ.Client;

namespace Supervision.Messaging.Broker;

/// <summary>
/// What exists at the broker: one topic exchange for events, and per consuming service one queue with its dead-letter queue. One
/// queue for all events of a service keeps the order of an aggregate's events across their types; a single active consumer keeps it
/// across copies of the service, the next copy taking over when the active one goes.
/// </summary>
internal static class Topology
{
    /// <summary>Topic exchange of internal events; the routing key is the event's type.</summary>
    public const string Events = "supervision.internal";

    /// <summary>Deliveries of one message before the broker puts it aside by itself: only a message that brings processes down gets there.</summary>
    public const int DeliveryLimit = 20;

    public static string Queue(string service) => $"{service}.events";

    public static string DeadLetters(string queue) => $"{queue}.dead";

    /// <summary>At least once also into the dead-letter queue, for which RabbitMQ wants the overflow rule.</summary>
    public static Dictionary<string, object?> QueueArguments(string queue) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-single-active-consumer"] = true,
        ["x-delivery-limit"] = DeliveryLimit,
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = DeadLetters(queue),
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };

    public static Task DeclareExchangeAsync(IChannel channel, string exchange, CancellationToken ct) =>
        channel.ExchangeDeclareAsync(exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: ct);

    /// <summary>Declares the events' exchange and, for a service that consumes, its queues and bindings. Repeating it changes nothing.</summary>
    public static async Task DeclareAsync(IChannel channel, string service, IReadOnlyCollection<string> types, CancellationToken ct)
    {
        await DeclareExchangeAsync(channel, Events, ct);
        if (types.Count == 0) return;
        var queue = Queue(service);
        await channel.QueueDeclareAsync(DeadLetters(queue), durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: ct);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, QueueArguments(queue), cancellationToken: ct);
        foreach (var type in types) await channel.QueueBindAsync(queue, Events, type, cancellationToken: ct);
    }
}
