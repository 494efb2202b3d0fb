using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
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
internal sealed partial class ProtectionSweep(
    IServiceScopeFactory scopes, Sealing sealing, IOptions<SealingSettings> settings, TimeProvider clock, ILogger<ProtectionSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                for (Guid? last = Guid.Empty; last is not null;) last = await LookAsync(last.Value, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException })
            {
                Failed(e);
            }

            await Task.Delay(settings.Value.Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Checks the next case.</summary>
    /// <returns>Its id, null if there are no more.</returns>
    internal async Task<Guid?> LookAsync(Guid after, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<SupervisorsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var row = await db.Set<SealedCase>().FromSql($"select *, xmin from sealed_cases where id > {after} order by id limit 1 for update skip locked").SingleOrDefaultAsync(ct);
        if (row is null) return null;
        var now = clock.GetUtcNow();
        var @case = sealing.Open(row);
        if (!@case.IsRecent(now)) return row.Id;
        var watch = scope.ServiceProvider.GetRequiredService<ReporterWatch>();
        var seen = @case.Watch(await watch.RunningAsync(@case.District, @case.Reporter, now, ct), FieldLabels.DayAt(now), now);
        var lost = seen.Watched.Count(engagement => engagement.LostAt is not null) > @case.Watched.Count(engagement => engagement.LostAt is not null);
        var late = seen.Deadline() is { } deadline && deadline.IsOverdue(now) && seen.OverdueTold != deadline.Due;
        if (late) seen = seen with { OverdueTold = seen.Deadline()!.Due };
        if (lost || late) db.Enqueue(ProtectionCall.Notice(@case.District, late && seen.Handler is { } handler ? [handler] : [], [Discipline.Leader], now));
        if (seen != @case)
        {
            row.Content = sealing.Seal(seen);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        return row.Id;
    }

    [LoggerMessage(LogLevel.Warning, "Sealed matters could not be checked; retrying shortly")]
    partial void Failed(Exception e);
}
