using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Terms;
using Supervision.Topics.Work;

namespace Supervision.Topics.Activities;

/// <summary>Filters for the list of activities; all given ones apply.</summary>
internal sealed class ActivityQuery : TimeQuery
{
    /// <summary>Any of these states, e.g. <c>announced</c>.</summary>
    public Choice<ActivityStatus>[]? Status { get; init; }

    /// <summary>Code of a kind.</summary>
    [PlainText(40)]
    public string? Kind { get; init; }

    public Guid? Topic { get; init; }

    /// <summary>Only those the caller is invited to.</summary>
    public bool? Invited { get; init; }

    /// <summary>Only those that start at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }
}

internal static class ActivityListEndpoints
{
    static readonly string[] Head = ["类型", "活动", "地点", "开始", "结束", "状态", "公众名额", "参加人数", "发起方"];

    public static void MapActivityList(this RouteGroupBuilder activities)
    {
        activities.MapGet("/", ListAsync).RequireRole(WorkAccess.Everybody).WithName("ListActivities").WithSummary("Activities, latest first.");
        activities.MapGet("/export", ExportAsync).RequireRole(WorkAccess.Everybody).WithName("ExportActivities").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<ActivityRow>>> ListAsync([AsParameters] WorkCall call, [AsParameters] ActivityQuery query)
    {
        query.Check();
        var activities = Filter(call, query);
        if (query.PositionAt() is var (at, id)) activities = activities.Where(a => a.Starts < at || (a.Starts == at && a.Id < id));
        var found = await activities.OrderByDescending(a => a.Starts).ThenByDescending(a => a.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        var next = found.Count > query.PageSize ? TimeQuery.CursorAt(found[query.PageSize - 1].Starts, found[query.PageSize - 1].Id) : null;
        return TypedResults.Ok(new Page<ActivityRow>([.. found.Take(query.PageSize).Select(ActivityRow.For)], next));
    }

    static async Task<SheetResult> ExportAsync([AsParameters] WorkCall call, [AsParameters] ActivityQuery query, Vocabulary vocabulary)
    {
        query.Check();
        var names = (await vocabulary.OfAsync(call.Caller.District, call.Cancellation)).Where(t => t.Kind is TermKind.ActivityKind).ToDictionary(t => t.Code, t => t.Chinese);
        var activities = Filter(call, query).OrderByDescending(a => a.Starts).ThenByDescending(a => a.Id).AsAsyncEnumerable();
        return new SheetResult("协同监督活动", Head, activities.Select(a => new object?[]
        {
            names.GetValueOrDefault(a.Kind, a.Kind), a.Title, a.Place, Labels.At(a.Starts), Labels.At(a.Ends), WorkLabels.Of(a.Status), a.Places, a.Attended,
            WorkLabels.Body(a.PlannedByBody),
        }));
    }

    static IQueryable<Activity> Filter(WorkCall call, ActivityQuery query)
    {
        var activities = call.Db.Set<Activity>().AsNoTracking().Where(call.Access.ReadableActivities(call.Caller));
        if (query.Pattern is { } pattern) activities = activities.Where(a => EF.Functions.ILike(a.Title, pattern, @"\") || EF.Functions.ILike(a.Place, pattern, @"\"));
        activities = activities.WhereAny(query.Status, a => a.Status);
        if (query.Kind is { } kind) activities = activities.Where(a => a.Kind == kind);
        if (query.Topic is { } topic) activities = activities.Where(a => a.TopicId == topic);
        if (query.From is { } from) activities = activities.Where(a => a.Starts >= from.ToUniversalTime());
        if (query.Invited is true)
            activities = activities.Where(a => call.Db.Set<ActivityInvitation>().Any(i => i.ActivityId == a.Id && i.UserId == call.Caller.UserId));
        return activities;
    }
}
