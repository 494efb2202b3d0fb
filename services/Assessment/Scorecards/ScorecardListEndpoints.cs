using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Work;
using Supervision.Calendar;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Assessment.Scorecards;

/// <summary>Filters for the list of scorecards; all given ones apply.</summary>
internal sealed class ScorecardQuery : TimeQuery
{
    public int? Year { get; init; }

    /// <summary><c>consultationWork</c> or <c>partyConduct</c>.</summary>
    public Choice<Regime>? Regime { get; init; }

    /// <summary>Code of the unit.</summary>
    [PlainText(40)]
    public string? Unit { get; init; }

    /// <summary><c>computed</c>, <c>published</c> or <c>final</c>.</summary>
    public Choice<ScorecardStatus>? Status { get; init; }
}

internal static class ScorecardListEndpoints
{
    static readonly string[] Head = ["年度", "考核", "单位代码", "单位", "状态", "得分", "计算时间", "定稿时间"];

    public static void MapScorecardList(this RouteGroupBuilder cards)
    {
        cards.MapGet("/", ListAsync).WithName("ListScorecards").WithSummary("Scorecards the caller reads, latest first.");
        cards.MapGet("/export", ExportAsync).WithName("ExportScorecards").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<ScorecardRow>>> ListAsync([AsParameters] AssessmentCall call, ScoreAccess access, [AsParameters] ScorecardQuery query)
    {
        query.Check();
        var cards = Filter(call, access, query);
        if (query.PositionAt() is var (_, id)) cards = cards.Where(s => s.Id < id);
        var found = await Rows(cards.OrderByDescending(s => s.Id).Take(query.PageSize + 1)).ToListAsync(call.Cancellation);
        var next = found.Count > query.PageSize ? TimeQuery.CursorAt(default, found[query.PageSize - 1].Id) : null;
        return TypedResults.Ok(new Page<ScorecardRow>([.. found.Take(query.PageSize)], next));
    }

    static SheetResult ExportAsync([AsParameters] AssessmentCall call, ScoreAccess access, [AsParameters] ScorecardQuery query)
    {
        query.Check();
        var rows = Rows(Filter(call, access, query).OrderByDescending(s => s.Id)).AsAsyncEnumerable();
        return new SheetResult("考核评分", Head, rows.Select(s => new object?[]
        {
            s.Year, s.Regime.Label(), s.Unit, s.UnitName, ScoreLabels.Of(s.Status), s.Total, ScoreLabels.At(s.ComputedAt), ScoreLabels.At(s.FinalAt),
        }));
    }

    static IQueryable<ScorecardRow> Rows(IQueryable<Scorecard> cards) => cards.Select(s => new ScorecardRow(
        s.Id, s.Year, s.Regime, s.Unit, s.UnitName, s.Status, s.Total, s.ComputedAt, s.FinalAt));

    static IQueryable<Scorecard> Filter(AssessmentCall call, ScoreAccess access, ScorecardQuery query)
    {
        var cards = call.Db.Set<Scorecard>().AsNoTracking().Where(access.Readable(call.Caller));
        if (query.Pattern is { } pattern) cards = cards.Where(s => EF.Functions.ILike(s.UnitName, pattern, @"\") || EF.Functions.ILike(s.Unit, pattern, @"\"));
        if (query.Year is { } year) cards = cards.Where(s => s.Year == year);
        if (query.Regime is { Value: var regime }) cards = cards.Where(s => s.Regime == regime);
        if (query.Unit is { } unit) cards = cards.Where(s => s.Unit == unit);
        if (query.Status is { Value: var status }) cards = cards.Where(s => s.Status == status);
        return cards;
    }
}

/// <summary>Readers' names for values of scorecards in documents and spreadsheets.</summary>
internal static class ScoreLabels
{
    public static string Of(ScorecardStatus status) => status switch
    {
        ScorecardStatus.Computed => "已计算",
        ScorecardStatus.Published => "公示中",
        _ => "已定稿",
    };

    public static string Figure(decimal? value) => value?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) ?? "—";

    /// <summary>An instant in the district's zone.</summary>
    public static string? At(DateTimeOffset? at) =>
        at is { } instant ? DistrictTime.Local(instant).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : null;
}
