using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>
/// Publishes each missed deadline once, at the moment it is missed. Due instants are in the database, so a restart loses nothing. Instances of
/// the service skip rows that another one has locked; the flag and the event commit together.
/// </summary>
internal sealed class OverdueSweep(CluesDb db, DeadlineRenewal renewal, TimeProvider clock) : IDueWork
{
    const int Batch = 50;

    /// <summary>A deadline set meanwhile is days away; this is how soon one that a changed calendar moved is noticed.</summary>
    public static readonly Pace Pace = Pace.WhenDue(TimeSpan.FromSeconds(5));

    public Task PrepareAsync(CancellationToken ct) => renewal.RenewAsync(ct);

    /// <returns>Number of clues examined.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
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

    public Task<DateTimeOffset?> NextAsync(CancellationToken ct) => db.Clues.Where(c => c.DueCheck != null).MinAsync(c => c.DueCheck, ct);
}
