using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Documents;
using Supervision.Notifications.Data;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Liaisons;

/// <summary>A list of briefs: the caller and the filters.</summary>
/// <param name="Status">Only those in this state.</param>
/// <param name="Topic">Only those of this topic.</param>
/// <param name="Search">Part of reference, subject or text; at least two characters.</param>
internal readonly record struct BriefQuery(
    Caller Caller, NotificationsDb Db, LiaisonAccess Access, Choice<BriefStatus>? Status, Guid? Topic, string? Search, CancellationToken Cancellation)
{
    /// <exception cref="RequestProblem">400 <c>request.invalid</c></exception>
    public IQueryable<StageBrief> Filtered()
    {
        if (Search is not null && !new PlainTextAttribute(100).IsValid(Search)) throw new RequestProblem(StatusCodes.Status400BadRequest, "request.invalid");
        var briefs = Access.Briefs(Caller, Db).AsNoTracking();
        if (Status is { Value: var status }) briefs = briefs.Where(b => b.Status == status);
        if (Topic is { } topic) briefs = briefs.Where(b => b.TopicId == topic);
        if (Search is null) return briefs;
        var pattern = SearchPattern.Containing(Search);
        return briefs.Where(b => EF.Functions.Like(b.TopicReference.ToLower(), pattern) || EF.Functions.Like(b.Subject.ToLower(), pattern)
            || EF.Functions.Like(b.Text.ToLower(), pattern));
    }

    public IQueryable<BriefRow> Rows(IQueryable<StageBrief> briefs)
    {
        var receipts = Db.Set<BriefReceipt>();
        return briefs.Select(b => new BriefRow(
            b.Id, b.Body, b.TopicId, b.TopicReference, b.Stage, b.Subject, b.Status, b.MovedAt, b.SentAt, receipts.Any(r => r.BriefId == b.Id)));
    }
}

internal static class BriefListEndpoints
{
    static readonly string[] Head = ["议题", "阶段", "撰写方", "标题", "状态", "阶段变动时间", "发送时间", "对方已阅"];
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime);

    public static void MapBriefLists(this RouteGroupBuilder briefs)
    {
        briefs.MapGet("", ListAsync).RequireRole(LiaisonAccess.Correspondents).WithName("ListBriefs").WithSummary("Briefs, the newest first.");
        briefs.MapGet("/export", Export).RequireRole(LiaisonAccess.Correspondents).WithName("ExportBriefs").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<BriefRow>>> ListAsync([AsParameters] BriefQuery query, string? cursor = null, [Range(1, 100)] int limit = 20)
    {
        var briefs = query.Filtered();
        if (Position(Cursor.Decode(cursor, 1)) is { } before) briefs = briefs.Where(b => b.Id < before);
        var rows = await query.Rows(briefs.OrderByDescending(b => b.Id).Take(limit + 1)).ToListAsync(query.Cancellation);
        return TypedResults.Ok(new Page<BriefRow>([.. rows.Take(limit)], rows.Count > limit ? Cursor.Encode(rows[limit - 1].Id.ToString()) : null));
    }

    static SheetResult Export([AsParameters] BriefQuery query) => new("阶段简报", Head, query.Rows(query.Filtered().OrderByDescending(b => b.Id)).AsAsyncEnumerable()
        .Select(row => new object?[]
        {
            row.TopicReference, BriefWords.Stage(row.Stage), BriefWords.Body(row.Body), row.Subject, BriefWords.Status(row.Status), At(row.MovedAt), At(row.SentAt),
            row.Read ? "是" : "否",
        }));

    static string? At(DateTimeOffset? instant) =>
        instant is { } at ? TimeZoneInfo.ConvertTime(at, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;

    static Guid? Position(string[]? cursor) => cursor switch
    {
        null => null,
        [var text] when Guid.TryParse(text, out var id) => id,
        _ => throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor"),
    };
}
