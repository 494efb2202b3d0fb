using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Data;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>Makes the broker match the record of a subscriber: called by the request that changed it, and by the worker until it succeeds.</summary>
internal sealed class Provisioner(CluesDb db, BrokerManagement broker, TimeProvider clock, ILogger<Provisioner> log)
{
    /// <summary>How long a request waits for the broker before it answers "pending".</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>One attempt within a request; after a failure the record stays pending and the worker continues.</summary>
    /// <returns>Whether the broker matches the record.</returns>
    public async Task<bool> TryAsync(Guid id, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await ProvisionAsync(id, patience.Token);
            return true;
        }
        catch (Exception e) when (e is BrokerUnavailableException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.LogWarning(e, "Subscriber {Subscriber} is pending: the broker's management API failed.", id);
            return false;
        }
    }

    /// <summary>
    /// Works under a lock on the subscriber's row, so that of two simultaneous changes the broker ends up with the later one, and two workers on the
    /// same subscriber wait for each other.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">The record did not change; try again later.</exception>
    public async Task ProvisionAsync(Guid id, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var subscriber = await db.Set<Subscriber>().FromSql($"select *, xmin from subscribers where id = {id} for update").SingleOrDefaultAsync(ct);
        if (subscriber is null) return;
        if (subscriber.Status is SubscriberStatus.Deleting)
        {
            await broker.RemoveAsync(subscriber.Queue, ct);
            db.Remove(subscriber);
        }
        else
        {
            await broker.EnsureExchangeAsync(ct);
            await broker.EnsureQueueAsync(subscriber.Queue, subscriber.RoutingKeys, ct);
            await broker.EnsureReaderAsync(subscriber.Queue, subscriber.PasswordHash, ct);
            if (subscriber.PasswordChanged) await broker.CloseConnectionsAsync(subscriber.Queue, ct);
            subscriber.Provisioned(clock.GetUtcNow());
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
