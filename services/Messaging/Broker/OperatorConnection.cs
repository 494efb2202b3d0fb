using RabbitMQ.Client;

namespace Supervision.Messaging.Broker;

/// <summary>
/// A connection of an operator's own, for what MassTransit does not do: to look into a queue without consuming it. No event is carried over it.
/// </summary>
internal static class OperatorConnection
{
    public static Task<IConnection> OpenAsync(BrokerSettings settings, string purpose, CancellationToken ct) => new ConnectionFactory
    {
        Uri = settings.Address,
        ClientProvidedName = $"{settings.Service} {purpose}",
        AutomaticRecoveryEnabled = false,
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        RequestedHeartbeat = TimeSpan.FromSeconds(10),
    }.CreateConnectionAsync(ct);
}
