using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Roster;

namespace Supervision.Supervisors.Workload;

/// <param name="MatterId">The team, squad, posting or visit.</param>
public sealed record EngagementView(EngagementKind Kind, Guid MatterId, string Name, IReadOnlyList<string> Units, DateOnly From, DateOnly Until);

/// <summary>Somebody's current engagements.</summary>
/// <param name="Total">Total number; the most loaded come first.</param>
public sealed record WorkloadRow(Guid UserId, string Name, string Body, int Teams, int Squads, int Postings, int Visits, int Total);

/// <summary>Who carries how much (R15), so that the load is spread.</summary>
internal static class WorkloadEndpoints
{
    static readonly string[] Head = ["姓名", "所属", "监督小组", "小分队", "派驻与下沉", "监督检查", "合计"];

    public static void MapWorkload(this RouteGroupBuilder supervisors)
    {
        var workload = supervisors.MapGroup("/workload").WithTags("Workload");
        workload.MapGet("/", ListAsync).RequireRole([.. SupervisorAccess.Joint])
            .WithName("ListWorkload").WithSummary("Supervisors in office and cadres of the commission with their engagements, the most loaded first.");
        workload.MapGet("/export", ExportAsync).RequireRole([.. SupervisorAccess.Joint]).WithName("ExportWorkload").WithSummary("The same list as a spreadsheet.");
        workload.MapGet("/{userId:guid}", GetAsync).RequireRole([.. SupervisorAccess.Joint, .. SupervisorAccess.Everybody])
            .WithName("GetWorkload").WithSummary("One person's engagements: anybody's for those who run supervision, one's own for others.");
    }

    static async Task<Ok<IReadOnlyList<WorkloadRow>>> ListAsync([AsParameters] RecordCall call, IEnumerable<IEngagementSource> sources) =>
        TypedResults.Ok(await RowsAsync(call, sources));

    static async Task<SheetResult> ExportAsync([AsParameters] RecordCall call, IEnumerable<IEngagementSource> sources) =>
        new("工作量", Head, (await RowsAsync(call, sources)).ToAsyncEnumerable().Select(row => new object?[]
        {
            row.Name, row.Body == Bodies.Cppcc ? "政协" : "纪委监委", row.Teams, row.Squads, row.Postings, row.Visits, row.Total,
        }));

    static async Task<IReadOnlyList<WorkloadRow>> RowsAsync(RecordCall call, IEnumerable<IEngagementSource> sources)
    {
        var district = call.Caller.District;
        var counts = new Dictionary<Guid, int[]>();
        foreach (var source in sources)
        {
            var found = await source.Running(district, DistrictTime.DayAt(call.Clock.GetUtcNow())).GroupBy(e => new { e.UserId, e.Kind })
                .Select(g => new { g.Key.UserId, g.Key.Kind, Count = g.Count() }).ToListAsync(call.Cancellation);
            foreach (var one in found) (counts.TryGetValue(one.UserId, out var of) ? of : counts[one.UserId] = new int[4])[(int)one.Kind] += one.Count;
        }

        var inOffice = await call.Db.Set<Supervisor>().Where(s => s.District == district && s.Status == SupervisorStatus.Appointed && s.UserId != null)
            .Select(s => s.UserId!.Value).ToListAsync(call.Cancellation);
        string[] cadres = [Discipline.Handler.Name, Discipline.Resident.Name];
        var wanted = counts.Keys.Union(inOffice).ToArray();
        var people = await call.Db.People.Where(p => p.District == district
            && (wanted.Contains(p.UserId) || (p.Body == Bodies.Discipline && p.Active && p.Roles.Any(role => cadres.Contains(role))))).ToListAsync(call.Cancellation);
        var rows = people.Select(p =>
        {
            var of = counts.GetValueOrDefault(p.UserId) ?? new int[4];
            return new WorkloadRow(p.UserId, p.Name, p.Body, of[0], of[1], of[2], of[3], of.Sum());
        });
        return [.. rows.OrderByDescending(r => r.Total).ThenBy(r => r.Name, StringComparer.Ordinal)];
    }

    static async Task<Results<Ok<IReadOnlyList<EngagementView>>, NotFound>> GetAsync([AsParameters] RecordCall call, Guid userId, IEnumerable<IEngagementSource> sources)
    {
        var caller = call.Caller;
        if (userId != caller.UserId && !caller.IsAny(SupervisorAccess.Joint)) return TypedResults.NotFound();
        if (!await call.Db.People.AnyAsync(p => p.UserId == userId && p.District == caller.District, call.Cancellation)) return TypedResults.NotFound();
        var engagements = new List<EngagementView>();
        foreach (var source in sources)
        {
            var found = await source.Running(caller.District, DistrictTime.DayAt(call.Clock.GetUtcNow())).Where(e => e.UserId == userId).ToListAsync(call.Cancellation);
            engagements.AddRange(found.Select(e => new EngagementView(e.Kind, e.MatterId, e.Name, e.Units, e.From, e.Until)));
        }

        return TypedResults.Ok<IReadOnlyList<EngagementView>>([.. engagements.OrderBy(e => e.Kind).ThenBy(e => e.Until)]);
    }
}
