namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>Depth and consumers of queues, for display only: while the broker is unavailable they are "unknown", which is no error.</summary>
internal sealed class QueueStates(BrokerManagement broker, ILogger<QueueStates> log)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<QueueState?> FindAsync(string queue, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return await broker.FindQueueAsync(queue, patience.Token);
        }
        catch (Exception e) when (e is BrokerUnavailableException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.LogInformation("The state of queue {Queue} is unknown: {Reason}", queue, e.Message);
            return null;
        }
    }
}
