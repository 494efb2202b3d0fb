using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Roster;

/// <summary>
/// Publishes once, at its instant, that a term begins, nears its end or is over. What is due is in the database, so a restart forgets nothing; copies
/// of the service skip rows another one has locked, and state and event commit together.
/// </summary>
internal sealed partial class TermCare(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TermCare> logger) : BackgroundService
{
    const int Batch = 50;

    /// <summary>Roles must be gone within a minute after the term's last day.</summary>
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        do
        {
            try
            {
                while (await SweepAsync(stoppingToken) == Batch) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException })
            {
                Failed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Applies time to supervisors whose instant has come and whom no other copy has locked.</summary>
    /// <returns>How many were checked.</returns>
    internal async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<SupervisorsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var due = await db.Set<Supervisor>().FromSql($"""
            select *, xmin from supervisors where due_check <= {now} order by due_check limit {Batch} for update skip locked
            """).ToListAsync(ct);
        foreach (var supervisor in due)
        {
            var wasOnRoster = supervisor.IsOnRoster;
            foreach (var fact in supervisor.Pass(now)) db.Enqueue(fact);
            if (wasOnRoster && !supervisor.IsOnRoster) db.Add(RosterEvent.Of(supervisor, RosterStep.TermEnded, null, null, now));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    [LoggerMessage(LogLevel.Warning, "Terms could not be checked; retrying shortly")]
    partial void Failed(Exception e);
}
