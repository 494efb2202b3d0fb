using System.Collections.Concurrent;
using MassTransit;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.Outbox;

/// <summary>
/// Sends claimed rows through the bus, all at once except that within an aggregate each waits for the confirm of the previous one. MassTransit
/// uses one channel and closes it at any failure, so rows that failed before are sent one by one, after all others.
/// </summary>
internal sealed class Publisher(IBus bus, BrokerSettings settings) : IDisposable
{
    /// <summary>
    /// RabbitMQ.Client 7.2.2 buffers 128 frames for its socket. When the socket breaks, a sender waiting for a free place keeps waiting and holds
    /// the channel's lock, which also blocks the news that the connection is gone (its issue 1930). So fewer messages are sent at once.
    /// </summary>
    const int UnderWay = 100;

    readonly ConcurrentDictionary<string, Task<ISendEndpoint>> _endpoints = new();
    readonly SemaphoreSlim _places = new(UnderWay);

    /// <summary>Records each row's result; a row not confirmed before <paramref name="ct"/> is cancelled stays without one.</summary>
    public async Task PublishAsync(IReadOnlyList<ClaimedRow> rows, CancellationToken ct)
    {
        var failed = rows.Where(row => row.Attempts > 0).Select(row => row.PartitionKey).ToHashSet();
        await TogetherAsync([.. rows.Where(row => !failed.Contains(row.PartitionKey))], ct);
        foreach (var key in failed)
        {
            foreach (var row in rows.Where(row => row.PartitionKey == key))
            {
                await SendAsync(row, ct);
                if (!row.Published) break;
            }
        }
    }

    async Task TogetherAsync(IReadOnlyList<ClaimedRow> rows, CancellationToken ct)
    {
        var aggregates = new HashSet<Guid>(rows.Count);
        while (rows.Count > 0)
        {
            aggregates.Clear();
            var first = new List<ClaimedRow>(rows.Count);
            var later = new List<ClaimedRow>();
            foreach (var row in rows) (aggregates.Add(row.PartitionKey) ? first : later).Add(row);
            await Task.WhenAll(first.Select(row => SendAsync(row, ct)));
            if (later.Count == 0) return;
            foreach (var row in first.Where(row => !row.Published)) aggregates.Remove(row.PartitionKey);
            rows = [.. later.Where(row => aggregates.Contains(row.PartitionKey))];
        }
    }

    async Task SendAsync(ClaimedRow row, CancellationToken ct)
    {
        try
        {
            await _places.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            var endpoint = await _endpoints.GetOrAdd(row.Exchange, OpenAsync);
            IPipe<SendContext<StoredMessage>> message = EventTypes.Find(row.Exchange) is { } type ? new EventPipe(row, type) : new OutboundPipe(row, settings.Service);
            // The rows' transaction waits for this, so it must not depend on the transport honouring the token.
            await endpoint.Send(StoredMessage.Instance, message, ct).WaitAsync(ct);
            row.Published = true;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Not confirmed in time: neither published nor refused.
        }
        catch (Exception e)
        {
            row.Failure = e switch
            {
                SendFailedException { Cause: MessageReturnedException } => new UnroutableException(row.Exchange),
                SendFailedException failed => failed.Cause,
                _ => e,
            };
        }
        finally
        {
            _places.Release();
        }
    }

    async Task<ISendEndpoint> OpenAsync(string exchange)
    {
        // An event's exchange is MassTransit's fanout; an exchange named by the sender is a topic exchange, for other systems.
        var address = EventTypes.Find(exchange)?.Address ?? new Uri($"exchange:{exchange}?type=topic");
        var endpoint = await bus.GetSendEndpoint(address);
        endpoint.ConnectSendObserver(new FailAtOnce());
        return endpoint;
    }

    public void Dispose() => _places.Dispose();

    /// <summary>MassTransit would resend refused messages every 3 to 30 seconds, which no setting stops. Retrying is the outbox's task.</summary>
    sealed class FailAtOnce : ISendObserver
    {
        public Task PreSend<T>(SendContext<T> context) where T : class => Task.CompletedTask;

        public Task PostSend<T>(SendContext<T> context) where T : class => Task.CompletedTask;

        public Task SendFault<T>(SendContext<T> context, Exception exception) where T : class => throw new SendFailedException(exception);
    }

    /// <summary>Hides the cause from MassTransit, which also looks at inner exceptions to decide whether to retry.</summary>
    sealed class SendFailedException(Exception cause) : Exception(cause.Message)
    {
        public Exception Cause => cause;
    }
}

/// <summary>The broker has no queue for an event that some service of the platform consumes.</summary>
internal sealed class UnroutableException(string exchange) : Exception($"No queue is bound to {exchange}.");
