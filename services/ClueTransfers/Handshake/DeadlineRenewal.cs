using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Data;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>
/// Recalculates provisional deadlines when the service starts, because only then a year's new holiday notice is loaded. Also publishes
/// running deadlines that were never published. Instances skip rows that another one has locked; a deadline, the record of its move and the
/// published event commit together.
/// </summary>
internal sealed partial class DeadlineRenewal(CluesDb db, DeadlineRecount deadlines, ILogger<DeadlineRenewal> logger)
{
    const int Batch = 50;

    public async Task RenewAsync(CancellationToken ct)
    {
        var (after, moved) = (Guid.Empty, 0);
        do
        {
            (after, var more) = await RenewAsync(after, ct);
            moved += more;
        }
        while (after != Guid.Empty);
        if (moved > 0) Moved(moved);
    }

    /// <returns>The last clue examined, empty if there are no more; and how many deadlines moved.</returns>
    async Task<(Guid Last, int Moved)> RenewAsync(Guid after, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var waiting = await db.Clues.FromSql($"""
            select *, xmin from clues
            where id > {after} and (
                (deadline_version = 0 and status in ('Transferred', 'Received', 'Accepted'))
                or (status = 'Transferred' and receipt_deadline -> 'missingNotices' <> '[]')
                or (status in ('Received', 'Accepted') and disposal_deadline -> 'missingNotices' <> '[]'))
            order by id limit {Batch} for update skip locked
            """).ToListAsync(ct);
        var moved = await deadlines.RecountAsync(waiting, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (waiting.Count < Batch ? Guid.Empty : waiting[^1].Id, moved);
    }

    [LoggerMessage(LogLevel.Information, "{Count} provisional deadlines moved because of the new calendar")]
    partial void Moved(int count);
}
