using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supervision.Notifications.Data;
using Supervision.Notifications.Rules;
using Supervision.Persistence;

namespace Supervision.Notifications.FanOut;

/// <summary>
/// Works off notices to very many people, one portion per transaction. The job's row stays locked meanwhile: other copies work on other jobs, and a
/// copy that dies frees its job with its connection.
/// </summary>
internal sealed partial class FanOutWorker(NotificationsDb db, PortionWriter portions, TimeProvider clock, ILogger<FanOutWorker> logger)
    : IDueWork
{
    static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Rests twice as long as the portion took: two thirds of the time are left for other work, such as the open streams of those notified.
    /// </summary>
    public static readonly Pace Pace = Pace.WhenDue(TimeSpan.FromMilliseconds(250)) with
    {
        Rest = took => took * 2 < LongestRest ? took * 2 : LongestRest,
    };

    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        try
        {
            return await StepAsync(ct) ? 1 : 0;
        }
        catch (Exception e) when (e.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
        {
            // Somebody in the portion is receiving another notification right now. That one goes first; nothing of the portion was written.
            return 0;
        }
    }

    /// <summary>At once if there is any: a portion that stepped back, or one of another copy, which may have died.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken ct) =>
        await db.Set<FanOutJob>().AnyAsync(job => job.ParkedReason == null || job.Released, ct) ? clock.GetUtcNow() : null;

    /// <returns>False when there is nothing to do.</returns>
    async Task<bool> StepAsync(CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var job = await db.Set<FanOutJob>().FromSql($"""
            select * from fan_outs job
            where (parked_reason is null or released) and not exists (
                select from fan_outs earlier
                where earlier.notification_id = job.notification_id and earlier.ordinal < job.ordinal and (earlier.parked_reason is null or earlier.released))
            order by urgency desc, id limit 1 for update skip locked
            """).SingleOrDefaultAsync(ct);
        if (job is null) return false;
        // Others lock the same counters in a different order: the portion writer steps back instead of waiting into a deadlock.
        await db.Database.ExecuteSqlAsync($"set local lock_timeout = '50ms'", ct);
        if (job.Defect() is { } defect)
        {
            job.Park(defect);
            Parked(job.Kind, job.NotificationId, defect);
        }
        else if (await portions.WriteAsync(job, ct))
        {
            db.Remove(job);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "A notice of kind {Kind} of notification {Id} is parked: {Reason}")]
    partial void Parked(string kind, Guid id, string reason);
}
