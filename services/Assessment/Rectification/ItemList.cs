using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Deadlines;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Replies;
using Supervision.Assessment.Work;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Assessment.Rectification;

/// <summary>The list across all forms: its rows, order and page cursor.</summary>
internal static class ItemList
{
    public const int MostLookBacks = 500;

    public static readonly string[] Head =
        ["文号", "序号", "整改事项", "单位", "领域", "严重程度", "状态", "反馈轮次", "回潮次数", "反馈期限", "是否逾期", "下发时间", "销号时间"];

    static readonly DateTimeOffset Never = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly ItemStatus[] Awaited = [ItemStatus.Open, ItemStatus.SentBack, ItemStatus.Relapsed];

    public static IQueryable<ListedItem> Of(AssessmentCall call, ItemQuery query, DateTimeOffset now)
    {
        var never = Never;
        var rows = from item in Filter(call.Items().AsNoTracking(), query)
                   join form in call.Db.Set<FeedbackForm>() on item.FormId equals form.Id
                   join clock in call.Db.Set<ReplyDeadline>() on item.DeadlineId equals clock.Id into clocks
                   from deadline in clocks.DefaultIfEmpty()
                   select new ListedItem
                   {
                       Item = item,
                       Form = form.Number!,
                       UnitName = form.UnitName,
                       Due = (DateTimeOffset?)deadline.Due,
                       Held = deadline != null && deadline.Held,
                       DueOrder = deadline != null && Awaited.Contains(item.Status) ? deadline.Due : never,
                   };
        if (query.Pattern is { } pattern)
        {
            rows = rows.Where(r => EF.Functions.ILike(r.Item.Heading, pattern, @"\") || EF.Functions.ILike(r.Form, pattern, @"\")
                || EF.Functions.ILike(r.UnitName, pattern, @"\"));
        }

        if (query.Overdue is true) rows = rows.Where(r => Awaited.Contains(r.Item.Status) && r.Due <= now && !r.Held);
        if (query.Overdue is false) rows = rows.Where(r => !Awaited.Contains(r.Item.Status) || r.Due == null || r.Due > now || r.Held);
        return rows;
    }

    /// <summary>Continues where the previous page ended.</summary>
    /// <exception cref="RequestProblem">400 <c>request.cursor</c></exception>
    public static IQueryable<ListedItem> Page(IQueryable<ListedItem> rows, ItemQuery query)
    {
        var cursor = Cursor.Decode(query.After, 2);
        if (OrderOf(query) is ItemOrder.Severity)
        {
            // The rank is the number of graver severities; within one, the latest come first.
            var ranked = rows.OrderBy(r => r.Item.Severity == Severity.Serious ? 0 : r.Item.Severity == Severity.Moderate ? 1 : 2).ThenByDescending(r => r.Item.Id);
            if (cursor is null) return ranked;
            if (!int.TryParse(cursor[0], CultureInfo.InvariantCulture, out var rank) || !Guid.TryParse(cursor[1], out var last)) throw NoCursor();
            return ranked.Where(r => (r.Item.Severity == Severity.Serious ? 0 : r.Item.Severity == Severity.Moderate ? 1 : 2) > rank
                || ((r.Item.Severity == Severity.Serious ? 0 : r.Item.Severity == Severity.Moderate ? 1 : 2) == rank && r.Item.Id < last));
        }

        DateTimeOffset at = default;
        Guid id = default;
        if (cursor is not null && (!DateTimeOffset.TryParse(cursor[0], CultureInfo.InvariantCulture, out at) || !Guid.TryParse(cursor[1], out id))) throw NoCursor();
        at = at.ToUniversalTime();
        if (OrderOf(query) is ItemOrder.Issued)
        {
            if (cursor is not null) rows = rows.Where(r => r.Item.IssuedAt < at || (r.Item.IssuedAt == at && r.Item.Id < id));
            return rows.OrderByDescending(r => r.Item.IssuedAt).ThenByDescending(r => r.Item.Id);
        }

        if (cursor is not null) rows = rows.Where(r => r.DueOrder > at || (r.DueOrder == at && r.Item.Id > id));
        return rows.OrderBy(r => r.DueOrder).ThenBy(r => r.Item.Id);
    }

    public static string CursorOf(ListedItem last, ItemQuery query) => OrderOf(query) switch
    {
        ItemOrder.Severity => Cursor.Encode(((int)Severity.Serious - (int)last.Item.Severity).ToString(CultureInfo.InvariantCulture), last.Item.Id.ToString()),
        ItemOrder.Issued => TimeQuery.CursorAt(last.Item.IssuedAt, last.Item.Id),
        _ => TimeQuery.CursorAt(last.DueOrder, last.Item.Id),
    };

    public static object?[] Cells(ListedItem row, DateTimeOffset now) =>
    [
        row.Form, row.Item.Number, row.Item.Heading, row.UnitName, row.Item.Field, FormLabels.Of(row.Item.Severity), FormLabels.Of(row.Item.Status), row.Item.Round,
        row.Item.Relapses, FormLabels.At(row.Due), row.IsOverdue(now) ? "是" : "否", FormLabels.At(row.Item.IssuedAt), FormLabels.At(row.Item.ClosedAt),
    ];

    static IQueryable<FormItem> Filter(IQueryable<FormItem> items, ItemQuery query)
    {
        items = items.WhereAny(query.Status, i => i.Status);
        items = items.WhereAny(query.Severity, i => i.Severity);
        if (query.Unit is { } unit) items = items.Where(i => i.Unit == unit);
        if (query.Field is { } field) items = items.Where(i => i.Field == field);
        if (query.Topic is { } topic) items = items.Where(i => i.TopicId == topic);
        if (query.Form is { } form) items = items.Where(i => i.FormId == form);
        if (query.Relapsed is { } relapsed) items = items.Where(i => i.Relapses > 0 == relapsed);
        if (query.From is { } from) items = items.Where(i => i.IssuedAt >= from.ToUniversalTime());
        if (query.Until is { } until) items = items.Where(i => i.IssuedAt < until.ToUniversalTime());
        return items;
    }

    static ItemOrder OrderOf(ItemQuery query) => query.Sort?.Value ?? ItemOrder.Due;

    static RequestProblem NoCursor() => new(StatusCodes.Status400BadRequest, "request.cursor");
}
