using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Work;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Scorecards;

/// <summary>Extracts as Word and xlsx: a unit's scorecard, and a year in one regime across all units.</summary>
internal static class ExtractEndpoints
{
    static readonly Role[] Overseers = [.. AssessmentAccess.Joint, Others.Reviewer];

    public static void MapExtracts(this RouteGroupBuilder cards)
    {
        cards.MapGet("/{id:guid}/document", DocumentAsync)
            .WithName("GetScorecardDocument").WithSummary("A scorecard as a Word document; marked if not final.")
            .Produces<FileContentHttpResult>(contentType: OfficialDocument.ContentType);
        cards.MapGet("/years/{year:int}/{regime}/document", YearDocumentAsync).RequireRole(Overseers)
            .WithName("GetYearScoresDocument").WithSummary("The results of a year in one regime as a Word document, best first.")
            .Produces<FileContentHttpResult>(contentType: OfficialDocument.ContentType);
        cards.MapGet("/years/{year:int}/{regime}/sheet", YearSheetAsync).RequireRole(Overseers)
            .WithName("GetYearScoresSheet").WithSummary("Every indicator of every unit of a year in one regime, as a spreadsheet.");
    }

    static async Task<Results<FileContentHttpResult, NotFound>> DocumentAsync([AsParameters] AssessmentCall call, ScoreAccess access, Guid id, DistrictNames districts)
    {
        if (await ScorecardEndpoints.FindAsync(call, access, id) is not { } card) return TypedResults.NotFound();
        var today = DistrictTime.DayAt(call.Clock.GetUtcNow());
        return Document(call, ScorecardDocument.Write(card, districts, today), $"{card.Year}-{card.Regime.Label()}-{card.UnitName}");
    }

    static async Task<FileContentHttpResult> YearDocumentAsync(
        [AsParameters] AssessmentCall call, ScoreAccess access, int year, Choice<Regime> regime, DistrictNames districts)
    {
        var cards = await OfYear(call, access, year, regime.Value).OrderByDescending(s => s.Total).ThenBy(s => s.Unit).ToListAsync(call.Cancellation);
        var today = DistrictTime.DayAt(call.Clock.GetUtcNow());
        var document = YearScoresDocument.Write(call.Caller.District, year, regime.Value, cards, districts, today);
        return Document(call, document, $"{year}-{regime.Value.Label()}");
    }

    static SheetResult YearSheetAsync([AsParameters] AssessmentCall call, ScoreAccess access, int year, Choice<Regime> regime)
    {
        var rows = OfYear(call, access, year, regime.Value).OrderBy(s => s.Unit).AsAsyncEnumerable().SelectMany(card => card.Lines.Select(line => new object?[]
        {
            card.Unit, card.UnitName, ScoreLabels.Of(card.Status), line.Name, line.Measure.Label(), line.Value, line.Weight, line.Points, line.Score, card.Total,
        }));
        return new SheetResult(
            string.Create(CultureInfo.InvariantCulture, $"{year}-{regime.Value.Label()}"),
            ["单位代码", "单位", "状态", "指标", "计量", "数值", "权重", "百分得分", "加权得分", "总分"], rows);
    }

    static IQueryable<Scorecard> OfYear(AssessmentCall call, ScoreAccess access, int year, Regime regime) =>
        call.Db.Set<Scorecard>().AsNoTracking().Where(access.Readable(call.Caller)).Where(s => s.Year == year && s.Regime == regime);

    static FileContentHttpResult Document(AssessmentCall call, byte[] document, string name)
    {
        call.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(document, OfficialDocument.ContentType, $"{name}.docx");
    }
}
