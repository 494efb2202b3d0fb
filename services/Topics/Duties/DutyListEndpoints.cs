using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.Topics.Work;

namespace Supervision.Topics.Duties;

/// <summary>Filters for the list of duty items; all given ones apply.</summary>
internal sealed class DutyQuery : TimeQuery
{
    /// <summary>Any of these states, e.g. <c>underway</c>.</summary>
    public Choice<DutyStatus>[]? Status { get; init; }

    /// <summary>Only the caller's own.</summary>
    public bool? Mine { get; init; }

    public bool? Overdue { get; init; }

    public Guid? Topic { get; init; }
}

internal static class DutyListEndpoints
{
    static readonly string[] Head = ["议题编号", "议题", "序号", "履职事项", "责任人", "责任方", "完成期限", "状态", "是否逾期", "进度（%）", "结果或原因"];

    public static void MapDutyList(this RouteGroupBuilder duties)
    {
        duties.MapGet("/", ListAsync).WithName("ListDuties").WithSummary("Duty items of all topics the caller reads, earliest due first.");
        duties.MapGet("/export", ExportAsync).WithName("ExportDuties").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<DutyRow>>> ListAsync([AsParameters] WorkCall call, [AsParameters] DutyQuery query)
    {
        query.Check();
        var now = call.Clock.GetUtcNow();
        var items = Filter(call, query, now);
        if (query.PositionAt() is var (at, id)) items = items.Where(d => d.Due > at || (d.Due == at && d.Id > id));
        var found = await items.Join(call.Db.Topics, d => d.TopicId, t => t.Id, (d, t) => new { Item = d, t.Reference, t.Title })
            .OrderBy(f => f.Item.Due).ThenBy(f => f.Item.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        var next = found.Count > query.PageSize ? TimeQuery.CursorAt(found[query.PageSize - 1].Item.Due, found[query.PageSize - 1].Item.Id) : null;
        return TypedResults.Ok(new Page<DutyRow>([.. found.Take(query.PageSize).Select(f => Row(f.Item, f.Reference, f.Title, now))], next));
    }

    static SheetResult ExportAsync([AsParameters] WorkCall call, [AsParameters] DutyQuery query)
    {
        query.Check();
        var now = call.Clock.GetUtcNow();
        var items = Filter(call, query, now).Join(call.Db.Topics, d => d.TopicId, t => t.Id, (d, t) => new { Item = d, t.Reference, t.Title })
            .OrderBy(f => f.Item.Due).ThenBy(f => f.Item.Id).AsAsyncEnumerable();
        return new SheetResult("监督履职清单", Head, items.Select(f => new object?[]
        {
            f.Reference, f.Title, f.Item.Number, f.Item.Title, f.Item.OwnerName, WorkLabels.Body(f.Item.OwnerBody), WorkLabels.Day(f.Item.DueOn),
            WorkLabels.Of(f.Item.Status), f.Item.IsOverdue(now) ? "是" : "否", f.Item.Percent, f.Item.Result ?? f.Item.Reason,
        }));
    }

    static IQueryable<DutyItem> Filter(WorkCall call, DutyQuery query, DateTimeOffset now)
    {
        var items = DutyEndpoints.Readable(call).AsNoTracking();
        if (query.Pattern is { } pattern) items = items.Where(d => EF.Functions.ILike(d.Title, pattern, @"\") || EF.Functions.ILike(d.OwnerName, pattern, @"\"));
        items = items.WhereAny(query.Status, d => d.Status);
        if (query.Topic is { } topic) items = items.Where(d => d.TopicId == topic);
        if (query.Mine is true) items = items.Where(d => d.Owner == call.Caller.UserId);
        if (query.Overdue is true) items = items.Where(d => (d.Status == DutyStatus.Open || d.Status == DutyStatus.Underway) && d.Due <= now);
        return items;
    }

    static DutyRow Row(DutyItem d, string reference, string title, DateTimeOffset now) => new(
        d.Id, d.TopicId, reference, title, d.Number, d.Title, d.OwnerName, d.OwnerBody, d.DueOn, d.Status, d.IsOverdue(now),
        d.Percent);
}
