using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using MassTransit;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Supervision.Bench;

/// <summary>A minimal consumer: one row per event.</summary>
internal sealed class EffectConsumer(BenchDb db) : IConsumer<MatterChanged>
{
    public Task Consume(ConsumeContext<MatterChanged> context)
    {
        var @event = context.Message;
        if (int.TryParse(@event.Reference, out var number))
        {
            db.Add(new Mark { Aggregate = @event.MatterId, Number = number });
            return Task.CompletedTask;
        }

        db.Effects.Add(new Effect { Id = context.MessageId!.Value, MatterId = @event.MatterId });
        db.Handled.Add(@event.MatterId);
        return Task.CompletedTask;
    }
}

/// <summary>Records when a transaction is committed, before anything else happens, and which effects it committed.</summary>
internal sealed class CommitClock(EffectLog log) : DbTransactionInterceptor
{
    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is BenchDb db) db.Handled.Clear(); // from a rolled-back transaction
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        var now = Stopwatch.GetTimestamp();
        if (eventData.Context is not BenchDb db) return Task.CompletedTask;
        db.CommittedAt = now;
        if (db.Handled.Count > 0) log.Add(db.Handled, now);
        db.Handled.Clear();
        return Task.CompletedTask;
    }
}

/// <summary>When each effect was committed.</summary>
internal sealed class EffectLog
{
    readonly ConcurrentDictionary<Guid, long> _instants = new();
    TaskCompletionSource _reached = new();
    int _count;
    int _awaited = int.MaxValue;

    public int Count => Volatile.Read(ref _count);

    public void Add(List<Guid> matters, long instant)
    {
        foreach (var matter in matters) _instants[matter] = instant;
        if (Interlocked.Add(ref _count, matters.Count) >= Volatile.Read(ref _awaited)) _reached.TrySetResult();
    }

    public IEnumerable<KeyValuePair<Guid, long>> All => _instants;

    /// <summary>Completes when the given number of effects is committed since the last <see cref="Clear"/>.</summary>
    public Task ReachesAsync(int count, TimeSpan deadline)
    {
        _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _awaited, count);
        if (Count >= count) _reached.TrySetResult();
        return _reached.Task.WaitAsync(deadline);
    }

    public void Clear()
    {
        _instants.Clear();
        Volatile.Write(ref _awaited, int.MaxValue);
        Volatile.Write(ref _count, 0);
    }
}
