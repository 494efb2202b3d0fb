using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>
/// Publishes each missed deadline once, at the moment it is missed. Due instants are in the database, so a restart loses nothing. Instances of
/// the service skip rows that another one has locked; the flag and the event commit together.
/// </summary>
internal sealed partial class OverdueSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OverdueSweep> logger) : BackgroundService
{
    const int Batch = 50;

    /// <summary>A deadline set in the meantime is days away; this only sets how soon work resumes after a database failure.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SweepAsync(stoppingToken) == Batch) { }
                await Task.Delay(await PauseAsync(stoppingToken), clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException })
            {
                Failed(e);
                await Task.Delay(LongestPause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Flags what is due and not locked by another instance.</summary>
    /// <returns>Number of clues examined.</returns>
    internal async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<CluesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var due = await db.Clues.FromSql($"""
            select *, xmin from clues where due_check <= {now} order by due_check limit {Batch} for update skip locked
            """).ToListAsync(ct);
        var ids = due.Select(clue => clue.Id).ToList();
        var handlers = await db.Assignments.Where(a => ids.Contains(a.ClueId)).ToDictionaryAsync(a => a.ClueId, a => a.Handler, ct);
        foreach (var clue in due)
        {
            var handler = handlers.TryGetValue(clue.Id, out var user) ? user : (Guid?)null;
            if (clue.NoteOverdue(handler, now) is { } fact) db.EnqueueClue(fact);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    async Task<TimeSpan> PauseAsync(CancellationToken ct)
    {
        await using var scope = Scope();
        var db = scope.ServiceProvider.GetRequiredService<CluesDb>();
        var next = await db.Clues.Where(c => c.DueCheck != null).MinAsync(c => c.DueCheck, ct);
        var pause = (next ?? DateTimeOffset.MaxValue) - clock.GetUtcNow();
        return pause < TimeSpan.FromMilliseconds(50) ? TimeSpan.FromMilliseconds(50) : pause < LongestPause ? pause : LongestPause;
    }

    AsyncServiceScope Scope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        return scope;
    }

    [LoggerMessage(LogLevel.Warning, "Deadlines could not be checked; trying again shortly")]
    partial void Failed(Exception e);
}
