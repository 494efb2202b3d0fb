using RabbitMQ.Client;

namespace Supervision.Messaging.Broker;

/// <summary>
/// An operator's own connection, for what MassTransit cannot do: read a queue without consuming it. No events are sent over it.
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
