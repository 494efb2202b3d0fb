using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supervision.Messaging.Outbox;

/// <summary>Wakes the relay once a transaction with outbox rows is committed.</summary>
internal sealed class CommitInterceptor(RelaySignal signal) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    // Contexts that have saved outbox rows in a transaction that is not yet committed.
    readonly ConditionalWeakTable<DbContext, object> _saved = [];

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (eventData.Context is { } db && db.ChangeTracker.Entries<OutboxRow>().Any(row => row.State == EntityState.Added))
            _saved.AddOrUpdate(db, db);
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        // A single row is saved without a transaction of its own.
        if (eventData.Context is { Database.CurrentTransaction: null } db) Committed(db);
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavedChanges(eventData, result));

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        if (eventData.Context is { } db && _saved.TryGetValue(db, out _)) FaultPoints.Reached(FaultPoints.BeforeCommit);
        return result;
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionCommitting(transaction, eventData, result));

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        if (eventData.Context is { } db) Committed(db);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        TransactionCommitted(transaction, eventData);
        return Task.CompletedTask;
    }

    void Committed(DbContext db)
    {
        if (!_saved.Remove(db)) return;
        FaultPoints.Reached(FaultPoints.AfterCommit);
        signal.Set();
    }
}
