using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supervision.Persistence;

/// <summary>Wakes everything that waits for it. The process's own one is set whenever something was committed here.</summary>
public sealed class WakeUp
{
    TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends at the next <see cref="Set"/>. Taken before looking for work, so that no change is missed meanwhile.</summary>
    internal Task Next => _next.Task;

    public void Set() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}

/// <summary>
/// Wakes due work after a change. Work that looks and finds nothing must not wake itself, so <see cref="DueWork{TJob}"/> tells of its own
/// commits.
/// </summary>
internal sealed class WakeUpInterceptor(WakeUp wakeUp) : DbCommandInterceptor, IDbTransactionInterceptor, ISaveChangesInterceptor
{
    static readonly AsyncLocal<bool> Held = new();

    /// <summary>From here on, commits of this flow of control wake nobody.</summary>
    public static void Hold() => Held.Value = true;

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Changed();

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Changed();
        return Task.CompletedTask;
    }

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (result > 0 && IsCommitted(eventData.Context)) Changed();
        return result;
    }

    public ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavedChanges(eventData, result));

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result)
    {
        if (result > 0 && IsCommitted(eventData.Context)) Changed();
        return result;
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(NonQueryExecuted(command, eventData, result));

    /// <summary>Without a transaction of its own a statement commits at once.</summary>
    static bool IsCommitted(DbContext? context) => context?.Database.CurrentTransaction is null;

    void Changed()
    {
        if (!Held.Value) wakeUp.Set();
    }
}
