using RabbitMQ.Client;
using Supervision.Messaging.Broker;
using Supervision.Messaging.Consumers;

namespace Supervision.Messaging.DeadLetters;

/// <summary>The queue of messages put aside, each as it came, with why and when in its headers.</summary>
internal sealed class DeadLetterQueue(BrokerConnection broker, BrokerSettings settings)
{
    readonly string _queue = Topology.Queue(settings.Service);

    /// <summary>Returns once the broker has it.</summary>
    public async Task AddAsync(Delivery delivery, string reason, Exception? error, DateTimeOffset now, CancellationToken ct)
    {
        var headers = new Dictionary<string, object?>(delivery.Properties.Headers ?? new Dictionary<string, object?>())
        {
            [MessageHeaders.Queue] = _queue,
            [MessageHeaders.Reason] = reason,
            [MessageHeaders.Error] = error?.ToString() ?? reason,
            [MessageHeaders.Attempts] = delivery.Attempts,
            [MessageHeaders.FirstFailure] = (delivery.Attempts > 0 ? delivery.FirstFailure : now).ToUnixTimeMilliseconds(),
            [MessageHeaders.LastFailure] = now.ToUnixTimeMilliseconds(),
        };
        headers.Remove("x-delivery-count");
        await using var channel = await broker.OpenConfirmingAsync(tracking: true, ct);
        var properties = new BasicProperties(delivery.Properties) { Headers = headers };
        await channel.BasicPublishAsync("", Topology.DeadLetters(_queue), mandatory: true, properties, delivery.Payload, ct);
    }
}
