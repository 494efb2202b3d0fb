using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Data;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>
/// Recalculates provisional deadlines when the service starts, because only then a year's new holiday notice is loaded. Also publishes running
/// deadlines that date from before deadlines were published. Instances skip rows that another one has locked; a deadline, the record of its
/// move and the published event commit together.
/// </summary>
internal sealed partial class DeadlineRenewal(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DeadlineRenewal> logger) : BackgroundService
{
    const int Batch = 50;

    static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (after, moved) = (Guid.Empty, 0);
        do
        {
            try
            {
                (after, var more) = await RenewAsync(after, stoppingToken);
                moved += more;
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException })
            {
                Failed(e);
                await Task.Delay(PauseAfterFailure, clock, stoppingToken);
                after = Guid.Empty;
                continue;
            }

            if (after == Guid.Empty) break;
        }
        while (!stoppingToken.IsCancellationRequested);
        if (moved > 0) Moved(moved);
    }

    /// <returns>The last clue examined, empty if there are no more; and how many deadlines moved.</returns>
    async Task<(Guid Last, int Moved)> RenewAsync(Guid after, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<CluesDb>();
        var deadlines = scope.ServiceProvider.GetRequiredService<DeadlineRecount>();
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

    [LoggerMessage(LogLevel.Warning, "Provisional deadlines could not be recalculated; trying again shortly")]
    partial void Failed(Exception e);
}
