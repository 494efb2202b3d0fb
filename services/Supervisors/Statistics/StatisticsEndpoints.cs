using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Roster;

namespace Supervision.Supervisors.Statistics;

/// <summary>Number of supervisors of a sector and standing.</summary>
public sealed record RosterCount(string Sector, SupervisorStatus Status, int Count);

/// <summary>How many people have a given number of engagements.</summary>
public sealed record LoadCount(int Engagements, int Persons);

/// <param name="Capacity">Maximum number of supervisors in office.</param>
/// <param name="InOffice">Appointed or suspended.</param>
/// <param name="EndingSoon">Those in office whose term ends within 60 days.</param>
/// <param name="Load">Only people with any engagement.</param>
public sealed record SupervisorStatistics(
    int Capacity, int InOffice, int EndingSoon, IReadOnlyList<RosterCount> Roster, int ActiveTeams, int ActiveSquads, int RunningPostings, IReadOnlyList<LoadCount> Load);

internal static class StatisticsEndpoints
{
    public static void MapStatistics(this RouteGroupBuilder supervisors) => supervisors.MapGet("/statistics", GetAsync)
        .RequireRole([.. SupervisorAccess.Joint]).WithTags("Statistics").WithName("GetSupervisorStatistics")
        .WithSummary("The roster by sector and standing, terms ending soon, teams, squads and postings, and how the load is spread.");

    static async Task<Ok<SupervisorStatistics>> GetAsync([AsParameters] RecordCall call, RosterBook book, IEnumerable<IEngagementSource> sources)
    {
        var (district, ct) = (call.Caller.District, call.Cancellation);
        var today = DistrictTime.DayAt(call.Clock.GetUtcNow());
        var roster = await call.Db.Set<Supervisor>().Where(s => s.District == district).GroupBy(s => new { s.Sector, s.Status })
            .Select(g => new RosterCount(g.Key.Sector, g.Key.Status, g.Count())).ToListAsync(ct);
        var soon = today.AddDays(Supervisor.NoticeDays);
        var ending = await call.Db.Set<Supervisor>().CountAsync(
            s => s.District == district && (s.Status == SupervisorStatus.Appointed || s.Status == SupervisorStatus.Suspended) && s.Until <= soon, ct);
        var (load, matters) = (new Dictionary<Guid, int>(), new HashSet<(EngagementKind, Guid)>());
        foreach (var source in sources)
        {
            foreach (var engagement in await source.Running(district, today).Select(e => new { e.Kind, e.MatterId, e.UserId }).ToListAsync(ct))
            {
                load[engagement.UserId] = load.GetValueOrDefault(engagement.UserId) + 1;
                matters.Add((engagement.Kind, engagement.MatterId));
            }
        }

        int Of(EngagementKind kind) => matters.Count(m => m.Item1 == kind);
        return TypedResults.Ok(new SupervisorStatistics(
            await book.CapacityAsync(district, ct), await book.CountAsync(ct), ending,
            [.. roster.OrderBy(r => r.Sector, StringComparer.Ordinal).ThenBy(r => r.Status)], Of(EngagementKind.Team), Of(EngagementKind.Squad), Of(EngagementKind.Posting),
            [.. load.Values.GroupBy(count => count).OrderBy(g => g.Key).Select(g => new LoadCount(g.Key, g.Count()))]));
    }
}
