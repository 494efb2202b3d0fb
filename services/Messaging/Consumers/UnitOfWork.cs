using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Messaging.Inbox;
using Supervision.ServiceDefaults.Data;

namespace Supervision.Messaging.Consumers;

/// <summary>Gives messages of one district to their consumers, all in one transaction: notes, effects and further events, or nothing.</summary>
internal sealed class UnitOfWork<TContext>(
    IServiceScopeFactory scopes, Subscriptions subscriptions, FlushBeforeQuery flush, MessagingMetrics metrics, TimeProvider clock, string queue)
    where TContext : DbContext
{
    public async Task RunAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(deliveries[0].District!);
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        db.Database.AutoSavepointsEnabled = false; // all or nothing: what fails is done again from the start
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (fresh, duplicates) = await NoteAsync(db, deliveries, ct);
        flush.Batch = db;
        var spans = new List<Activity>();
        try
        {
            foreach (var delivery in deliveries) await HandleAsync(delivery, fresh, scope.ServiceProvider, spans, ct);
            flush.Batch = null;
            await db.SaveChangesAsync(ct);
            FaultPoints.Reached(FaultPoints.AfterDelivery);
            await transaction.CommitAsync(ct);
            FaultPoints.Reached(FaultPoints.BeforeAck);
        }
        finally
        {
            flush.Batch = null;
            foreach (var span in spans) span.Dispose();
        }

        Measure(deliveries, duplicates);
    }

    async Task<(HashSet<(Guid Message, string Consumer)> Fresh, int Duplicates)> NoteAsync(TContext db, IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        var notes = new List<(Guid Message, string Consumer)>(deliveries.Count);
        foreach (var delivery in deliveries)
        {
            foreach (var subscription in subscriptions.Of(delivery.Type)) notes.Add((delivery.Id!.Value, subscription.Consumer));
        }

        var fresh = await InboxTable.NoteAsync((NpgsqlConnection)db.Database.GetDbConnection(), notes, ct);
        return (fresh, notes.Count - fresh.Count);
    }

    async Task HandleAsync(
        Delivery delivery, HashSet<(Guid Message, string Consumer)> fresh, IServiceProvider services, List<Activity> spans, CancellationToken ct)
    {
        // Ended by the caller after the commit, since only that is the effect.
        if (delivery.StartSpan(queue) is { } span) spans.Add(span);
        foreach (var subscription in subscriptions.Of(delivery.Type))
        {
            // Removed when handled: a batch may hold the same message twice.
            if (fresh.Remove((delivery.Id!.Value, subscription.Consumer)))
                await subscription.HandleAsync(services, delivery.Payload, delivery.Context(), ct);
        }
    }

    void Measure(IReadOnlyList<Delivery> deliveries, int duplicates)
    {
        metrics.Duplicates.Add(duplicates);
        metrics.BatchSize.Record(deliveries.Count);
        metrics.Consumed.Add(deliveries.Count);
        var now = clock.GetUtcNow();
        foreach (var delivery in deliveries) metrics.Lag.Record((now - delivery.EnqueuedAt).TotalSeconds);
    }
}
