using Microsoft.EntityFrameworkCore;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Roster;

/// <summary>
/// Publishes once, at its instant, that a term begins, nears its end or is over. What is due is in the database, so a restart forgets nothing; copies
/// of the service skip rows another one has locked, and state and event commit together.
/// </summary>
internal sealed class TermCare(SupervisorsDb db, TimeProvider clock) : IDueWork
{
    const int Batch = 50;

    /// <summary>Roles must be gone within a minute after the term's last day.</summary>
    public static readonly Pace Pace = Pace.WhenDue(TimeSpan.FromSeconds(5));

    /// <returns>How many were checked.</returns>
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
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

    public Task<DateTimeOffset?> NextAsync(CancellationToken ct) => db.Set<Supervisor>().MinAsync(s => s.DueCheck, ct);
}
