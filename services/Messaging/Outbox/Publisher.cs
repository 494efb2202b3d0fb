using System.Diagnostics;
using RabbitMQ.Client;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.Outbox;

/// <summary>Sends claimed rows over one channel, all at once except that within an aggregate each waits for the confirm of the one before.</summary>
internal sealed class Publisher(BrokerConnection broker, BrokerSettings settings) : IAsyncDisposable
{
    readonly HashSet<string> _declared = [];
    IChannel? _channel;

    public bool IsOpen => _channel is { IsOpen: true };

    /// <summary>Makes sure that there is a channel.</summary>
    public async Task OpenAsync(CancellationToken ct)
    {
        if (_channel is { IsOpen: true }) return;
        if (_channel is not null) await _channel.DisposeAsync();
        _declared.Clear();
        _channel = await broker.OpenConfirmingAsync(ct);
    }

    /// <summary>Notes at each row what came of it; a row that is not confirmed before <paramref name="ct"/> is cancelled stays without a note.</summary>
    public async Task PublishAsync(IReadOnlyList<ClaimedRow> rows, CancellationToken ct)
    {
        var last = new Dictionary<Guid, (ClaimedRow Row, Task Confirm)>(rows.Count);
        var confirms = new Task[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var confirm = last.TryGetValue(row.PartitionKey, out var before)
                ? FollowAsync(before.Row, before.Confirm, row, ct)
                : SendAsync(row, ct);
            last[row.PartitionKey] = (row, confirm);
            confirms[i] = confirm;
        }

        await Task.WhenAll(confirms);
    }

    async Task FollowAsync(ClaimedRow before, Task confirm, ClaimedRow row, CancellationToken ct)
    {
        await confirm;
        if (before.Published) await SendAsync(row, ct);
    }

    async Task SendAsync(ClaimedRow row, CancellationToken ct)
    {
        try
        {
            await DeclareAsync(row.Exchange, ct);
            using var span = StartSpan(row);
            await _channel!.BasicPublishAsync(row.Exchange, row.RoutingKey, mandatory: false, Properties(row, span), row.Payload, ct);
            row.Published = true;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Not confirmed in time: neither published nor refused.
        }
        catch (Exception e)
        {
            row.Failure = e;
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
