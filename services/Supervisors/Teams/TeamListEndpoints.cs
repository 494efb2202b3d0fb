using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Engagements;

namespace Supervision.Supervisors.Teams;

/// <summary>Filters for the list of teams or squads; all given ones apply.</summary>
internal sealed class TeamQuery : ListQuery
{
    public Guid? Topic { get; init; }

    /// <summary>Somebody who belongs to it.</summary>
    public Guid? Member { get; init; }

    /// <summary>Code of a unit it may supervise.</summary>
    [PlainText(32)]
    public string? Unit { get; init; }

    public bool? Active { get; init; }

    /// <summary><c>newest</c> (unless given), <c>name</c> or <c>end</c>.</summary>
    public Choice<EngagementSort>? Sort { get; init; }
}

internal static class TeamListEndpoints
{
    static readonly string[] Head = ["名称", "议题编号", "组长", "成员", "政协联系领导", "纪委监委联系领导", "监督单位", "监督事项", "开始", "结束", "是否有效"];

    public static void MapTeamLists(this RouteGroupBuilder supervisors)
    {
        Map(supervisors.MapGroup("/teams").WithTags("Teams"), TeamKind.Team, "Teams", "协同监督小组");
        Map(supervisors.MapGroup("/squads").WithTags("Squads"), TeamKind.Squad, "Squads", "小分队");
    }

    static void Map(RouteGroupBuilder group, TeamKind kind, string named, string file)
    {
        group.MapGet("/", ([AsParameters] RecordCall call, [AsParameters] TeamQuery query) => ListAsync(call, query, kind)).WithName($"List{named}").WithSummary("Those the caller reads, latest first.");
        group.MapGet("/export", ([AsParameters] RecordCall call, [AsParameters] TeamQuery query) => ExportAsync(call, query, kind, file))
            .WithName($"Export{named}").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<TeamView>>> ListAsync(RecordCall call, TeamQuery query, TeamKind kind)
    {
        query.Check();
        var sort = query.Sort?.Value;
        var found = await Filter(call, query, kind).Page(query, sort, t => t.Id, t => t.Name, t => t.Until).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, TeamView.For, t => EngagementList.ValueOf(sort, t.Name, t.Until), t => t.Id));
    }

    static async Task<SheetResult> ExportAsync(RecordCall call, TeamQuery query, TeamKind kind, string file)
    {
        query.Check();
        var names = await call.NamesAsync();
        string Name(Guid user) => names.GetValueOrDefault(user, "");
        var teams = Filter(call, query, kind).Sorted(query.Sort?.Value, t => t.Id, t => t.Name, t => t.Until).AsAsyncEnumerable();
        return new SheetResult(file, Head, teams.Select(t => new object?[]
        {
            t.Name, t.TopicReference, Name(t.Leader), string.Join('、', t.Members.Select(Name)), Name(t.CppccLeader), Name(t.DisciplineLeader),
            string.Join('、', t.Units), string.Join('、', t.Matters), Labels.Day(t.From), Labels.Day(t.Until), t.Active ? "是" : "否",
        }));
    }

    static IQueryable<Team> Filter(RecordCall call, TeamQuery query, TeamKind kind)
    {
        var teams = call.Db.Set<Team>().AsNoTracking().Where(call.Access.ReadableTeams(call.Caller)).Where(t => t.Kind == kind);
        if (query.Pattern is { } pattern) teams = teams.Where(t => EF.Functions.ILike(t.Name, pattern, @"\") || EF.Functions.ILike(t.TopicReference!, pattern, @"\"));
        if (query.Topic is { } topic) teams = teams.Where(t => t.TopicId == topic);
        if (query.Member is { } member) teams = teams.Where(t => t.Members.Contains(member));
        if (query.Unit is { } unit) teams = teams.Where(t => t.Units.Contains(unit));
        if (query.Active is { } active) teams = teams.Where(t => t.Active == active);
        return teams;
    }
}

/// <summary>Active teams, as engagements of their members.</summary>
internal sealed class TeamEngagements(SupervisorsDb db) : IEngagementSource
{
    public IQueryable<Engagement> Running(string district, DateOnly day) =>
        from team in db.Set<Team>()
        where team.District == district && team.Active && team.Until >= day
        from member in team.Members
        select new Engagement
        {
            Kind = team.Kind == TeamKind.Team ? EngagementKind.Team : EngagementKind.Squad,
            MatterId = team.Id,
            Name = team.Name,
            UserId = member,
            Units = team.Units,
            From = team.From,
            Until = team.Until,
        };
}
