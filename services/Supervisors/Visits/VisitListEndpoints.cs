using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Visits;

/// <summary>Filters for the list of visits; all given ones apply.</summary>
internal sealed class VisitQuery : FieldQuery
{
    /// <summary>Any of these states, e.g. <c>started</c>.</summary>
    public Choice<VisitStatus>[]? Status { get; init; }

    public Choice<VisitMode>? Mode { get; init; }

    public Choice<VisitPurpose>? Purpose { get; init; }

    /// <summary>Code of a unit.</summary>
    [PlainText(40)]
    public string? Unit { get; init; }

    /// <summary>A team or squad.</summary>
    public Guid? Party { get; init; }

    public Guid? Topic { get; init; }

    /// <summary>Only those the caller takes part in.</summary>
    public bool? Mine { get; init; }
}

internal static class VisitListEndpoints
{
    static readonly string[] Head = ["编号", "监督检查", "方式", "类型", "阶段", "状态", "单位", "计划开始", "计划结束", "实际开始", "报告时间"];

    public static void MapVisitList(this RouteGroupBuilder visits)
    {
        visits.MapGet("/", ListAsync).WithName("ListVisits").WithSummary("Visits the caller may know of, last planned first.");
        visits.MapGet("/export", ExportAsync).WithName("ExportVisits").WithSummary("The whole list as a spreadsheet, without sealed visits.");
    }

    static async Task<Ok<Page<VisitRow>>> ListAsync([AsParameters] FieldCall call, [AsParameters] VisitQuery query)
    {
        query.Check();
        var visits = Filter(call, query);
        if (query.PositionAt() is var (at, id))
        {
            visits = query.Ascending is true
                ? visits.Where(v => v.PlannedAt > at || (v.PlannedAt == at && v.Id > id))
                : visits.Where(v => v.PlannedAt < at || (v.PlannedAt == at && v.Id < id));
        }

        var found = await Sort(visits, query).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, v => (v.PlannedAt, v.Id), VisitRow.For));
    }

    static SheetResult ExportAsync([AsParameters] FieldCall call, [AsParameters] VisitQuery query)
    {
        query.Check();
        return new SheetResult("监督检查", Head, Sort(Filter(call, query).Where(v => !v.Sealed), query).AsAsyncEnumerable().Select(v => new object?[]
        {
            v.Reference, v.Heading, FieldLabels.Of(v.Mode), FieldLabels.Of(v.Purpose), FieldLabels.Of(v.Coverage), FieldLabels.Of(v.Status),
            string.Join('、', v.Units), v.From.ToString("O"), v.Until.ToString("O"), FieldLabels.At(v.StartedAt), FieldLabels.At(v.ReportedAt),
        }));
    }

    static IQueryable<Visit> Sort(IQueryable<Visit> visits, VisitQuery query) => query.Ascending is true
        ? visits.OrderBy(v => v.PlannedAt).ThenBy(v => v.Id)
        : visits.OrderByDescending(v => v.PlannedAt).ThenByDescending(v => v.Id);

    static IQueryable<Visit> Filter(FieldCall call, VisitQuery query)
    {
        var visits = call.Visits.AsNoTracking();
        if (query.Pattern is { } pattern) visits = visits.Where(v => EF.Functions.Like(v.SearchText, pattern, @"\"));
        visits = visits.WhereAny(query.Status, v => v.Status);
        if (query.Mode is { } mode) visits = visits.Where(v => v.Mode == mode.Value);
        if (query.Purpose is { } purpose) visits = visits.Where(v => v.Purpose == purpose.Value);
        if (query.Unit is { } unit) visits = visits.Where(v => v.Units.Contains(unit));
        if (query.Party is { } party) visits = visits.Where(v => v.PartyId == party);
        if (query.Topic is { } topic) visits = visits.Where(v => v.TopicId == topic);
        if (query.Mine is true) visits = visits.Where(v => v.Participants.Contains(call.Caller.UserId));
        return visits;
    }
}
