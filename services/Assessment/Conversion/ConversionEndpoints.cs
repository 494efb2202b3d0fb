using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Assessment.Work;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Conversion;

/// <summary>
/// Conversion (成果转化率, R41) and the years' overview, for leaders, office, liaisons and the party's reviewers: one endpoint per plot.
/// </summary>
internal static class ConversionEndpoints
{
    public static readonly Role[] Readers =
    [
        Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Discipline.Leader, Discipline.Liaison, Others.Reviewer,
    ];

    /// <summary>Number of years in the overview.</summary>
    const int Years = 5;

    public static void MapConversion(this RouteGroupBuilder assessment)
    {
        var conversion = assessment.MapGroup("/conversion").RequireRole(Readers).WithTags("Conversion");
        conversion.MapGet("/years", YearsAsync).WithName("GetConversionYears").WithSummary("The last five years, one line each.");
        conversion.MapGet("/years/export", ExportAsync).WithName("ExportConversionYears").WithSummary("The same as a spreadsheet.");
        var year = conversion.MapGroup("/{year:int:range(2000,2200)}");
        year.MapGet("/findings", FindingsAsync).WithName("GetFindingConversion").WithSummary("Findings referred in the year, and those rectified, by field, unit or severity.");
        year.MapGet("/suggestions", SuggestionsAsync).WithName("GetSuggestionConversion").WithSummary("Suggestions of the year's reports and their adoption, by unit or field.");
        year.MapGet("/clues", CluesAsync).WithName("GetClueConversion").WithSummary("Clues transferred in the year and their outcome, as counts of the whole district.");
        year.MapGet("/closing-times", ClosingTimesAsync).WithName("GetClosingTimes").WithSummary("How many days findings and forms of the year took to close.");
        year.MapGet("/on-time", OnTimeAsync).WithName("GetOnTimeRates").WithSummary("Replies on time, of those due, by unit or field.");
    }

    static async Task<Ok<IReadOnlyList<YearRow>>> YearsAsync([AsParameters] AssessmentCall call, ConversionFigures figures) =>
        TypedResults.Ok(await YearsOf(call, figures));

    static async Task<SheetResult> ExportAsync([AsParameters] AssessmentCall call, ConversionFigures figures)
    {
        var years = await YearsOf(call, figures);
        return new SheetResult(
            "成果转化率",
            ["年度", "整改发现", "已整改", "整改率（%）", "建议", "已采纳", "采纳率（%）", "移交线索", "已处置", "处置率（%）", "反馈单", "已办结", "办结率（%）", "按期回复率（%）"],
            years.Select(y => new object?[]
            {
                y.Year, y.Findings.Begun, y.Findings.Done, Percent(y.Findings.Rate), y.Suggestions.Begun, y.Suggestions.Done, Percent(y.Suggestions.Rate),
                y.Clues.Transferred, y.Clues.Disposed, Percent(y.Clues.Rate), y.Forms.Begun, y.Forms.Done, Percent(y.Forms.Rate), Percent(y.OnTimeRate),
            }).ToAsyncEnumerable());
    }

    static async Task<Ok<IReadOnlyList<ConversionRow>>> FindingsAsync(
        [AsParameters] AssessmentCall call, ConversionFigures figures, int year, Choice<ConversionBy>? by) =>
        TypedResults.Ok(await figures.FindingsAsync(call.Caller.District, year, by?.Value ?? ConversionBy.Field, call.Cancellation));

    static async Task<Ok<IReadOnlyList<AdoptionRow>>> SuggestionsAsync(
        [AsParameters] AssessmentCall call, ConversionFigures figures, int year, Choice<ShareBy>? by) =>
        TypedResults.Ok(await figures.SuggestionsAsync(call.Caller.District, year, by?.Value ?? ShareBy.Unit, call.Cancellation));

    static async Task<Ok<ClueConversionView>> CluesAsync([AsParameters] AssessmentCall call, ConversionFigures figures, int year) =>
        TypedResults.Ok(await figures.CluesAsync(year, call.Cancellation));

    static async Task<Ok<ClosingTimesView>> ClosingTimesAsync([AsParameters] AssessmentCall call, ConversionFigures figures, int year) =>
        TypedResults.Ok(await figures.ClosingTimesAsync(call.Caller.District, year, call.Cancellation));

    static async Task<Ok<IReadOnlyList<ConversionRow>>> OnTimeAsync(
        [AsParameters] AssessmentCall call, ConversionFigures figures, int year, Choice<ShareBy>? by) =>
        TypedResults.Ok(await figures.OnTimeAsync(year, by?.Value ?? ShareBy.Unit, call.Cancellation));

    static async Task<IReadOnlyList<YearRow>> YearsOf(AssessmentCall call, ConversionFigures figures)
    {
        var last = DistrictTime.YearAt(call.Clock.GetUtcNow());
        var rows = new List<YearRow>();
        for (var year = last - Years + 1; year <= last; year++) rows.Add(await figures.YearAsync(call.Caller.District, year, call.Cancellation));
        return rows;
    }

    static double? Percent(double? rate) => rate is { } value ? Math.Round(value * 100, 2) : null;
}
