using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.Consumers;

/// <summary>Reads the service's queue over a connection of its own, in the broker's order, and opens a new one whenever that breaks.</summary>
internal sealed partial class QueueReader(BrokerSettings settings, BrokerConnection broker, Subscriptions subscriptions, ILogger<QueueReader> logger)
{
    /// <summary>Messages that may be under way at once: two of the largest batches.</summary>
    const ushort Prefetch = 2048;

    public async Task RunAsync(ChannelWriter<Delivery> arrived, CancellationToken ct)
    {
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(arrived, () => failures = 0, ct);
                Lost();
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                if (failures++ == 0) Interrupted(e);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            broker.Consuming = false;
            await Task.Delay(Pause.After(failures), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Returns when the connection is gone.</summary>
    async Task ReadAsync(ChannelWriter<Delivery> arrived, Action connected, CancellationToken ct)
    {
        await using var connection = await BrokerConnection.ConnectAsync(settings, "consumer", ct);
        // One dispatcher, which only hands over: so the order of the queue is the order of arrival.
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(false, false, consumerDispatchConcurrency: 1), ct);
        await Topology.DeclareAsync(channel, settings.Service, subscriptions.Types, ct);
        await channel.BasicQosAsync(0, Prefetch, global: false, ct);
        using var source = new ConsumedChannel(channel);
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) => End(gone);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.UnregisteredAsync += (_, _) => End(gone);
        consumer.ReceivedAsync += (_, message) =>
        {
            source.Arrived(message.DeliveryTag);
            arrived.TryWrite(new Delivery(source, message.DeliveryTag, message.BasicProperties, message.Body.ToArray()));
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(Topology.Queue(settings.Service), autoAck: false, consumer, ct);
        broker.Consuming = true;
        connected();
        try
        {
            await gone.Task.WaitAsync(ct);
        }
        finally
        {
            source.Lose();
        }
    }

    static Task End(TaskCompletionSource gone)
    {
        gone.TrySetResult();
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "The connection to the queue was lost")]
    partial void Lost();

    [LoggerMessage(LogLevel.Warning, "The queue cannot be read; it is tried again")]
    partial void Interrupted(Exception e);
}
