using Microsoft.EntityFrameworkCore;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Roster;

namespace Supervision.Supervisors.Protection;

/// <summary>A reporter's current appointment, teams, squads and postings, which a case's watch compares with (R22).</summary>
internal sealed class ReporterWatch(SupervisorsDb db, IEnumerable<IEngagementSource> sources)
{
    const string Appointment = "特邀监督员";

    public async Task<IReadOnlyList<WatchedEngagement>> RunningAsync(string district, Guid user, DateTimeOffset now, CancellationToken ct)
    {
        var today = FieldLabels.DayAt(now);
        List<WatchedEngagement> running = [];
        var terms = await db.Set<Supervisor>().AsNoTracking()
            .Where(s => s.District == district && s.UserId == user && s.Status == SupervisorStatus.Appointed && s.Until >= today)
            .Select(s => new { s.Id, Until = s.Until!.Value }).ToListAsync(ct);
        running.AddRange(terms.Select(term => new WatchedEngagement(null, term.Id, Appointment, term.Until, null)));
        // Visits are left out: nobody is taken off one that has started.
        foreach (var source in sources.Where(source => source is not VisitEngagements))
        {
            var engagements = await source.Running(district, today).Where(e => e.UserId == user).ToListAsync(ct);
            running.AddRange(engagements.Select(e => new WatchedEngagement(e.Kind, e.MatterId, e.Name, e.Until, null)));
        }

        return [.. running.OrderBy(engagement => engagement.MatterId)];
    }
}
