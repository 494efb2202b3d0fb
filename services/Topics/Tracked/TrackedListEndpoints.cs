using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Work;

namespace Supervision.Topics.Tracked;

/// <summary>Filters for the list of followed matters; all given ones apply.</summary>
internal sealed class TrackedQuery : TimeQuery
{
    public Choice<TrackedStatus>? Status { get; init; }

    public Choice<Handling>? Handling { get; init; }

    public Choice<TrackedKind>? Kind { get; init; }

    public Guid? Topic { get; init; }
}

internal static class TrackedListEndpoints
{
    static readonly string[] Head = ["类别", "事项", "办理单位", "办理期限", "是否逾期", "状态", "办理情况", "最近跟踪记录", "跟踪结论"];

    public static void MapTrackedList(this RouteGroupBuilder tracked, Role[] readers)
    {
        tracked.MapGet("/", ListAsync).RequireRole(readers).WithName("ListTracked").WithSummary("What the commission follows, latest first (R10).");
        tracked.MapGet("/export", ExportAsync).RequireRole(readers).WithName("ExportTracked").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<TrackedRow>>> ListAsync([AsParameters] WorkCall call, [AsParameters] TrackedQuery query)
    {
        query.Check();
        var matters = Filter(call, query);
        if (query.PositionAt() is var (_, id)) matters = matters.Where(t => t.Id < id);
        var found = await matters.OrderByDescending(t => t.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        var next = found.Count > query.PageSize ? TimeQuery.CursorAt(default, found[query.PageSize - 1].Id) : null;
        var today = DistrictTime.DayAt(call.Clock.GetUtcNow());
        return TypedResults.Ok(new Page<TrackedRow>([.. found.Take(query.PageSize).Select(t => TrackedRow.For(t, today))], next));
    }

    static SheetResult ExportAsync([AsParameters] WorkCall call, [AsParameters] TrackedQuery query)
    {
        query.Check();
        var today = DistrictTime.DayAt(call.Clock.GetUtcNow());
        var matters = Filter(call, query).OrderByDescending(t => t.Id).AsAsyncEnumerable();
        return new SheetResult("跟踪问效", Head, matters.Select(t => new object?[]
        {
            WorkLabels.Of(t.Kind), t.Title, t.Unit, WorkLabels.Day(t.DueOn), t.IsOverdue(today) ? "是" : "否", WorkLabels.Of(t.Status), WorkLabels.Of(t.Handling),
            t.Notes is [.., var last] ? last.Text : null, t.Conclusion,
        }));
    }

    static IQueryable<TrackedMatter> Filter(WorkCall call, TrackedQuery query)
    {
        var matters = call.Db.Set<TrackedMatter>().AsNoTracking().Where(call.Access.ReadableMatters(call.Caller));
        if (query.Pattern is { } pattern) matters = matters.Where(t => EF.Functions.ILike(t.Title, pattern, @"\") || EF.Functions.ILike(t.Unit, pattern, @"\"));
        if (query.Status is { Value: var status }) matters = matters.Where(t => t.Status == status);
        if (query.Handling is { Value: var handling }) matters = matters.Where(t => t.Handling == handling);
        if (query.Kind is { Value: var kind }) matters = matters.Where(t => t.Kind == kind);
        if (query.Topic is { } topic) matters = matters.Where(t => t.TopicId == topic);
        return matters;
    }
}
