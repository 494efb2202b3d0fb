using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Supervision.Messaging.Broker;

/// <summary>
/// Removes what a broker holds from before MassTransit carried the events: the queues <c>SERVICE.events</c> and <c>SERVICE.events.dead</c> and the exchange
/// <c>supervision.internal</c>. A queue that is not empty, or is still read, is left alone and stops the migration.
/// </summary>
internal static class FormerQueues
{
    const string Exchange = "supervision.internal";

    /// <exception cref="InvalidOperationException">A former queue still has messages or consumers.</exception>
    public static async Task RemoveAsync(BrokerSettings settings, CancellationToken ct)
    {
        await using var connection = await OperatorConnection.OpenAsync(settings, "migrate", ct);
        var queue = $"{settings.Service}.events";
        foreach (var former in new[] { queue, $"{queue}.dead" }) await RemoveAsync(connection, former, ct);
        await TryAsync(
            connection,
            async channel =>
            {
                await channel.ExchangeDeleteAsync(Exchange, ifUnused: true, cancellationToken: ct);
                return "";
            },
            ct);
    }

    static async Task RemoveAsync(IConnection connection, string queue, CancellationToken ct)
    {
        if (await TryAsync(connection, channel => channel.QueueDeclarePassiveAsync(queue, ct), ct) is not { } found) return;
        if (found.MessageCount > 0 || found.ConsumerCount > 0)
        {
            throw new InvalidOperationException(
                $"The queue {queue} of the former version holds {found.MessageCount} messages and has {found.ConsumerCount} consumers: let the former version work it off, "
                + $"or delete it with its messages (rabbitmqctl delete_queue {queue}), and migrate again.");
        }

        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: ct);
    }

    /// <summary>What the broker refuses costs the channel it was asked over.</summary>
    /// <returns>Null when it is not there, or is still used by another service.</returns>
    static async Task<T?> TryAsync<T>(IConnection connection, Func<IChannel, Task<T>> ask, CancellationToken ct)
        where T : class
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            return await ask(channel);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode is Constants.NotFound or Constants.PreconditionFailed)
        {
            return null;
        }
    }
}
