using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Messaging.Broker;
using Supervision.Messaging.Inbox;
using Supervision.Persistence;

namespace Supervision.Messaging.Consumers;

/// <summary>Passes messages of one district to their consumers in one transaction: inbox entries, effects and further events, or nothing.</summary>
internal sealed class UnitOfWork<TContext>(
    IServiceScopeFactory scopes, FlushBeforeQuery flush, BrokerSettings settings, MessagingMetrics metrics, TimeProvider clock)
    where TContext : DbContext
{
    public async Task RunAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(deliveries[0].District!);
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        db.Database.AutoSavepointsEnabled = false; // all or nothing: a failed batch is repeated from the start
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var notes = deliveries.Select(delivery => (delivery.Id!.Value, settings.Service)).ToList();
        var fresh = await InboxTable.NoteAsync((NpgsqlConnection)db.Database.GetDbConnection(), notes, ct);
        var duplicates = deliveries.Count - fresh.Count;
        flush.Batch = db;
        try
        {
            foreach (var delivery in deliveries)
            {
                // Removed when handled, because a batch may contain the same message twice.
                if (!fresh.Remove((delivery.Id!.Value, settings.Service))) continue;
                await delivery.ConsumeAsync(scope);
            }

            flush.Batch = null;
            await db.SaveChangesAsync(ct);
            FaultPoints.Reached(FaultPoints.AfterDelivery);
            await transaction.CommitAsync(ct);
            FaultPoints.Reached(FaultPoints.BeforeAck);
        }
        finally
        {
            flush.Batch = null;
        }

        metrics.Duplicates.Add(duplicates);
        metrics.BatchSize.Record(deliveries.Count);
        metrics.Consumed.Add(deliveries.Count);
        var now = clock.GetUtcNow();
        foreach (var enqueued in deliveries.Select(delivery => delivery.EnqueuedAt).OfType<DateTimeOffset>()) metrics.Lag.Record((now - enqueued).TotalSeconds);
    }
}
