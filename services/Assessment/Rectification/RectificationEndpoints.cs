using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Deadlines;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Replies;
using Supervision.Assessment.Sources;
using Supervision.Assessment.Work;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Rectification;

/// <summary>The rectification list across all forms (整改反馈清单, R38), and look-backs at closed items.</summary>
internal static class RectificationEndpoints
{
    public static void MapRectification(this RouteGroupBuilder assessment)
    {
        var items = assessment.MapGroup("/items").WithTags("Rectification");
        items.MapGet("/", ListAsync).RequireRole(AssessmentAccess.Readers)
            .WithName("ListItems").WithSummary("Items of all issued forms the caller reads; sorted by due instant, issue, or severity.");
        items.MapGet("/export", Export).RequireRole(AssessmentAccess.Readers).WithName("ExportItems").WithSummary("The whole list as a spreadsheet.");
        items.MapGet("/{itemId:guid}/look-backs", LookBacksAsync).RequireRole(AssessmentAccess.Bodies)
            .WithName("ListLookBacks").WithSummary("Look-backs at an item, made and scheduled; not for the unit.");
        items.MapPost("/{itemId:guid}/look-back", LookBackAsync).RequireRole(AssessmentAccess.Judges)
            .WithName("RecordLookBack").WithSummary("Records a look-back at a closed item; a relapse is counted, reopens it and starts its clock.");
        assessment.MapGet("/look-backs", DueAsync).RequireRole(AssessmentAccess.Bodies).WithTags("Rectification")
            .WithName("ListScheduledLookBacks").WithSummary("Look-backs still to be made, the soonest first.");
    }

    static async Task<Ok<Page<ItemRow>>> ListAsync([AsParameters] AssessmentCall call, [AsParameters] ItemQuery query)
    {
        query.Check();
        var now = call.Clock.GetUtcNow();
        var found = await ItemList.Page(ItemList.Of(call, query, now), query).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        var next = found.Count > query.PageSize ? ItemList.CursorOf(found[query.PageSize - 1], query) : null;
        return TypedResults.Ok(new Page<ItemRow>([.. found.Take(query.PageSize).Select(row => ItemRow.For(row, now))], next));
    }

    static SheetResult Export([AsParameters] AssessmentCall call, [AsParameters] ItemQuery query)
    {
        query.Check();
        var now = call.Clock.GetUtcNow();
        var rows = ItemList.Page(ItemList.Of(call, query, now), query).AsAsyncEnumerable();
        return new SheetResult("整改反馈清单", ItemList.Head, rows.Select(row => ItemList.Cells(row, now)));
    }

    static async Task<Results<Ok<IReadOnlyList<LookBackView>>, NotFound>> LookBacksAsync([AsParameters] AssessmentCall call, Guid itemId)
    {
        if (!await call.Items().AnyAsync(i => i.Id == itemId, call.Cancellation)) return TypedResults.NotFound();
        var made = await call.Db.Set<LookBack>().AsNoTracking().Where(l => l.ItemId == itemId).OrderBy(l => l.Id).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<LookBackView>>([.. made.Select(LookBackView.For)]);
    }

    static Task<Results<Ok<ItemDetail>, NotFound>> LookBackAsync([AsParameters] AssessmentCall call, Guid itemId, LookBackRequest request, DeadlineBook book) =>
        call.RunOnItemAsync(itemId, async (form, item, now) =>
        {
            var ct = call.Cancellation;
            Require(item.Status is ItemStatus.Closed, FormRules.ItemNotClosed);
            var lookBack = await call.Db.Set<LookBack>().SingleOrDefaultAsync(l => l.ItemId == itemId && l.Outcome == LookBackOutcome.Scheduled, ct);
            if (lookBack is null) call.Db.Add(lookBack = LookBack.Schedule(item, DistrictTime.DayAt(now), now));
            lookBack.Make(request.Relapsed, request.Note, call.Caller, now);
            if (!request.Relapsed) return [];
            var contacts = await book.ContactsAsync(form.District, form.Unit, ct);
            List<IIntegrationEvent> facts = [.. form.Relapse(item, contacts, call.Caller, now), await book.StartAsync(form, item, now, ct)];
            return [.. facts, .. await call.Db.FatesAsync(form, [item], now, ct)];
        });

    static async Task<Ok<IReadOnlyList<LookBackRow>>> DueAsync([AsParameters] AssessmentCall call, DateOnly? until)
    {
        var items = call.Items();
        var scheduled = call.Db.Set<LookBack>().AsNoTracking().Where(l => l.Outcome == LookBackOutcome.Scheduled);
        if (until is { } day) scheduled = scheduled.Where(l => l.DueOn <= day);
        var found = await scheduled.Join(items, l => l.ItemId, i => i.Id, (l, i) => new { l.Id, l.DueOn, Item = i })
            .Join(call.Db.Set<FeedbackForm>(), l => l.Item.FormId, f => f.Id, (l, f) => new { l.Id, l.DueOn, l.Item, f.Number, f.UnitName })
            .OrderBy(l => l.DueOn).ThenBy(l => l.Id).Take(ItemList.MostLookBacks).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<LookBackRow>>(
            [.. found.Select(l => new LookBackRow(l.Id, l.DueOn, l.Item.Id, l.Item.FormId, l.Number!, l.Item.Number, l.Item.Heading, l.UnitName, l.Item.Severity, l.Item.Relapses))]);
    }
}
