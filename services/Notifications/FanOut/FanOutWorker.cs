using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Notifications.Rules;
using Supervision.Persistence;

namespace Supervision.Notifications.FanOut;

/// <summary>
/// Works off notices to very many people, one portion per transaction. The job's row stays locked meanwhile: other copies work on other jobs, and a
/// copy that dies frees its job with its connection.
/// </summary>
internal sealed partial class FanOutWorker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FanOutWorker> logger) : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                for (var began = clock.GetTimestamp(); await StepAsync(stoppingToken); began = clock.GetTimestamp())
                    await Task.Delay(Rest(clock.GetElapsedTime(began)), clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e.IsOfLockedRow())
            {
                // Somebody in the portion is receiving another notification right now. That one goes first; nothing of the portion was written.
            }
            catch (Exception e) when (e.IsOfDatabase() && !stoppingToken.IsCancellationRequested)
            {
                Interrupted(e);
            }

            await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Twice as long as the portion took: two thirds of the time are left for other work, such as the open streams of those notified.
    /// </summary>
    static TimeSpan Rest(TimeSpan took) => took * 2 < LongestRest ? took * 2 : LongestRest;

    /// <returns>False when there is nothing to do.</returns>
    internal async Task<bool> StepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
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
        else if (await scope.ServiceProvider.GetRequiredService<PortionWriter>().WriteAsync(job, ct))
        {
            db.Remove(job);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Notices to very many people are interrupted; they resume shortly")]
    partial void Interrupted(Exception e);

    [LoggerMessage(LogLevel.Error, "A notice of kind {Kind} of notification {Id} is parked: {Reason}")]
    partial void Parked(string kind, Guid id, string reason);
}
