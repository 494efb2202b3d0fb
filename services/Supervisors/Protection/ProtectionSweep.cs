using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Protection;

/// <summary>
/// Watches over reporters and deadlines: records in the case what its reporter lost, and notifies the commission's leaders that something awaits
/// them, once per loss and per passed deadline. Copies of the service skip a case another one has locked.
/// </summary>
internal sealed class ProtectionSweep(SupervisorsDb db, Sealing sealing, ReporterWatch watch, TimeProvider clock) : IDueWork
{
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var (last, changed) = ((Guid?)Guid.Empty, 0);
        while (last is { } after)
        {
            (last, var isChanged) = await LookAsync(after, ct);
            if (isChanged) changed++;
        }

        return changed;
    }

    /// <summary>Checks the next case.</summary>
    /// <returns>Its id, null if there are no more; and whether there was something to record.</returns>
    async Task<(Guid? Id, bool Changed)> LookAsync(Guid after, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var row = await db.Set<SealedCase>().FromSql($"select *, xmin from sealed_cases where id > {after} order by id limit 1 for update skip locked").SingleOrDefaultAsync(ct);
        if (row is null) return (null, false);
        var now = clock.GetUtcNow();
        var @case = sealing.Open(row);
        if (!@case.IsRecent(now)) return (row.Id, false);
        var seen = @case.Watch(await watch.RunningAsync(@case.District, @case.Reporter, now, ct), FieldLabels.DayAt(now), now);
        var lost = seen.Watched.Count(engagement => engagement.LostAt is not null) > @case.Watched.Count(engagement => engagement.LostAt is not null);
        var late = seen.Deadline() is { } deadline && deadline.IsOverdue(now) && seen.OverdueTold != deadline.Due;
        if (late) seen = seen with { OverdueTold = seen.Deadline()!.Due };
        if (lost || late) db.Enqueue(ProtectionCall.Notice(@case.District, late && seen.Handler is { } handler ? [handler] : [], [Discipline.Leader], now));
        if (seen == @case) return (row.Id, false);
        row.Content = sealing.Seal(seen);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (row.Id, true);
    }
}
