using RabbitMQ.Client;
using Supervision.Messaging.Consumers;

namespace Supervision.Messaging.Broker;

/// <summary>
/// This process's connection for publishing. Opened when first needed and anew after it broke; whoever needs it decides how long to
/// wait in between. Opening declares the topology, so a broker that came back empty is set up again.
/// </summary>
internal sealed class BrokerConnection(BrokerSettings settings, Subscriptions subscriptions) : IAsyncDisposable
{
    readonly SemaphoreSlim _opening = new(1);
    IConnection? _connection;

    public bool IsOpen => _connection is { IsOpen: true };

    /// <summary>Whether the service's queue is being read; null for a service that consumes nothing.</summary>
    public bool? Consuming { get; set; }

    /// <summary>A new channel on which the broker confirms what is published.</summary>
    /// <param name="tracking">Whether a publish completes with its confirm; otherwise whoever publishes listens for the confirms.</param>
    public async Task<IChannel> OpenConfirmingAsync(bool tracking, CancellationToken ct) => await (await OpenAsync(ct)).CreateChannelAsync(
        new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: tracking, outstandingPublisherConfirmationsRateLimiter: null), ct);

    public async Task<IConnection> OpenAsync(CancellationToken ct)
    {
        if (_connection is { IsOpen: true } open) return open;
        await _opening.WaitAsync(ct);
        try
        {
            if (_connection is { IsOpen: true } opened) return opened;
            if (_connection is not null) await _connection.DisposeAsync();
            _connection = null;
            var connection = await ConnectAsync(settings, "relay", ct);
            await using (var channel = await connection.CreateChannelAsync(cancellationToken: ct))
                await Topology.DeclareAsync(channel, settings.Service, subscriptions.Types, ct);
            return _connection = connection;
        }
        finally
        {
            _opening.Release();
        }
    }

    public static Task<IConnection> ConnectAsync(BrokerSettings settings, string role, CancellationToken ct) => new ConnectionFactory
    {
        Uri = settings.Address,
        ClientProvidedName = $"{settings.Service} {role}",
        AutomaticRecoveryEnabled = false,
        RequestedConnectionTimeout = TimeSpan.FromSeconds(5),
        RequestedHeartbeat = TimeSpan.FromSeconds(10),
    }.CreateConnectionAsync(ct);

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _opening.Dispose();
    }
}
