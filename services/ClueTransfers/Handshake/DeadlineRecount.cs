using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Disposal;
using Supervision.Messaging;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>The only place where running deadlines are recalculated: history, due instant and published events are saved together (R37).</summary>
internal sealed class DeadlineRecount(CluesDb db, Deadlines deadlines, TimeProvider clock)
{
    /// <summary>Recalculates the deadlines of clues whose rows are locked; one never published is published even if it does not move.</summary>
    /// <returns>Number of deadlines that moved.</returns>
    public async Task<int> RecountAsync(IReadOnlyList<Clue> clues, CancellationToken ct)
    {
        var ids = clues.Select(clue => clue.Id).ToList();
        await db.Assignments.Where(a => ids.Contains(a.ClueId)).LoadAsync(ct);
        await db.Proposals.Where(p => ids.Contains(p.ClueId) && p.Outcome == ProposalOutcome.Pending).LoadAsync(ct);
        var (now, moved) = (clock.GetUtcNow(), 0);
        foreach (var clue in clues)
        {
            var before = clue.DeadlineVersion == 0 ? default : clue.Deadlines;
            if (clue.RenewDeadline(await deadlines.CalendarAsync(clue.District, ct), now)) moved++;
            db.EnqueueDeadlines(clue, before, now);
        }

        return moved;
    }

    /// <summary>Recalculates every running deadline of a district.</summary>
    public async Task RecountAsync(string district, CancellationToken ct)
    {
        var running = await db.Clues.FromSql($"""
            select *, xmin from clues where district = {district} and status in ('Transferred', 'Received', 'Accepted') order by id for update
            """).ToListAsync(ct);
        await RecountAsync(running, ct);
    }
}

internal static class DeadlineEvents
{
    /// <summary>Adds the changes of the clue's deadlines to the unit of work, to be published.</summary>
    /// <param name="before">Their state before the command.</param>
    public static void EnqueueDeadlines(this CluesDb db, Clue clue, ClueDeadlines before, DateTimeOffset now)
    {
        foreach (var fact in clue.DeadlinesSince(before, now)) db.Enqueue(fact);
    }
}
