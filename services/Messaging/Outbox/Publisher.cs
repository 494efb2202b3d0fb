using System.Diagnostics;
using RabbitMQ.Client;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.Outbox;

/// <summary>
/// Sends claimed rows over one channel, all at once except that within an aggregate each waits for the confirm of the one before. Confirms are
/// counted here (<see cref="Confirms"/>) and not by the client, whose count costs a header and several objects for each message.
/// </summary>
internal sealed class Publisher(BrokerConnection broker, BrokerSettings settings) : IAsyncDisposable
{
    readonly HashSet<string> _declared = [];
    IChannel? _channel;
    Confirms? _confirms;

    public bool IsOpen => _channel is { IsOpen: true };

    /// <summary>Makes sure that there is a channel.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        if (_channel is { IsOpen: true }) return;
        if (_channel is not null) await _channel.DisposeAsync();
        _declared.Clear();
        _channel = await broker.OpenConfirmingAsync(tracking: false, ct);
        _confirms = new Confirms(_channel);
    }

    /// <summary>Notes at each row what came of it; a row that is not confirmed before <paramref name="ct"/> is cancelled stays without a note.</summary>
    public async Task PublishAsync(IReadOnlyList<ClaimedRow> rows, CancellationToken ct)
    {
        var aggregates = new HashSet<Guid>(rows.Count);
        while (rows.Count > 0)
        {
            aggregates.Clear();
            var first = new List<ClaimedRow>(rows.Count);
            var later = new List<ClaimedRow>();
            foreach (var row in rows) (aggregates.Add(row.PartitionKey) ? first : later).Add(row);
            await SendAsync(first, ct);
            if (later.Count == 0) return;
            foreach (var row in first.Where(row => !row.Published)) aggregates.Remove(row.PartitionKey);
            rows = [.. later.Where(row => aggregates.Contains(row.PartitionKey))];
        }
    }

    /// <summary>Sends rows that need not wait for each other, and waits for the broker's word on all of them.</summary>
    async Task SendAsync(List<ClaimedRow> rows, CancellationToken ct)
    {
        try
        {
            foreach (var row in rows) await DeclareAsync(row.Exchange, ct);
            var confirmed = _confirms!.Expect(rows, await _channel!.GetNextPublishSequenceNumberAsync(ct));
            foreach (var row in rows)
            {
                using var span = StartSpan(row);
                await _channel.BasicPublishAsync(row.Exchange, row.RoutingKey, mandatory: false, Properties(row, span), row.Payload, ct);
            }

            await confirmed.WaitAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Not confirmed in time: neither published nor refused.
        }
        catch (Exception e)
        {
            foreach (var row in rows.Where(row => !row.Published)) row.Failure ??= e;
        }
    }

    async ValueTask DeclareAsync(string exchange, CancellationToken ct)
    {
        if (exchange == Topology.Events || !_declared.Add(exchange)) return;
        await Topology.DeclareExchangeAsync(_channel!, exchange, ct);
    }

    static Activity? StartSpan(ClaimedRow row)
    {
        if (!MessagingMetrics.Source.HasListeners()) return null;
        ActivityContext.TryParse(row.TraceParent, row.TraceState, isRemote: true, out var parent);
        var span = MessagingMetrics.Source.StartActivity($"publish {row.Type}", ActivityKind.Producer, parent);
        span?.SetTag("messaging.system", "rabbitmq").SetTag("messaging.destination.name", row.Exchange).SetTag("messaging.message.id", row.Id);
        return span;
    }

    BasicProperties Properties(ClaimedRow row, Activity? span)
    {
        var headers = new Dictionary<string, object?> { [MessageHeaders.District] = row.District };
        if ((span?.Id ?? row.TraceParent) is { } parent) headers[MessageHeaders.TraceParent] = parent;
        if (row.TraceState is not null) headers[MessageHeaders.TraceState] = row.TraceState;
        if (row.Exchange == Topology.Events)
        {
            headers[MessageHeaders.Aggregate] = row.PartitionKey.ToString();
            headers[MessageHeaders.EnqueuedAt] = row.EnqueuedAt.ToUnixTimeMilliseconds();
            if (row.Body is not null) headers[MessageHeaders.Body] = row.Body;
        }

        return new BasicProperties
        {
            MessageId = row.Id.ToString(),
            Type = row.Type,
            ContentType = row.ContentType,
            AppId = settings.Service,
            DeliveryMode = DeliveryModes.Persistent,
            Timestamp = new AmqpTimestamp(row.EnqueuedAt.ToUnixTimeSeconds()),
            Headers = headers,
        };
    }

    /// <summary>Gives the channel up: what became of its last messages is not known.</summary>
    public async ValueTask CloseAsync()
    {
        if (_channel is not null) await _channel.DisposeAsync();
        _channel = null;
    }

    public ValueTask DisposeAsync() => CloseAsync();
}
