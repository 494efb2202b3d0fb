using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Data;
using Supervision.Assessment.Work;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Surveys;

/// <summary>A request by somebody not signed in, about one district.</summary>
internal readonly record struct PublicCall(
    [property: RegularExpression(@"^\d{6}$")] string District, DataScope Scope, AssessmentDb Db, TimeProvider Clock, CancellationToken Cancellation)
{
    /// <summary>Switches the database to the district's public, whoever is signed in.</summary>
    /// <returns>The surveys open now.</returns>
    public IQueryable<Survey> EnterOpen()
    {
        Scope.UsePublic(District);
        var (district, now) = (District, Clock.GetUtcNow());
        return Db.Set<Survey>().AsNoTracking().Where(s => s.District == district && s.Status == SurveyStatus.Announced
            && s.Audience != SurveyAudience.Supervisors && s.Opens <= now && s.Closes > now);
    }
}

/// <summary>
/// Answers to surveys and their results. An answer carries no <c>Idempotency-Key</c>, since its hash would be stored beside the person. The gateway
/// limits the rate of public answers.
/// </summary>
internal static class AnswerEndpoints
{
    public static void MapAnswers(this RouteGroupBuilder surveys) =>
        surveys.MapPost("/{id:guid}/answers", AnswerAsync).RequireRole(Cppcc.Supervisor)
            .WithName("AnswerSurvey").WithSummary("Gives the caller's one answer; it cannot be seen or changed afterwards.").ProducesProblem(StatusCodes.Status409Conflict);

    public static void MapPublicSurveys(this RouteGroupBuilder assessment)
    {
        var district = assessment.MapGroup("/public/{district}/surveys").AllowAnonymous().WithTags("Public");
        district.MapGet("/", ListOpenAsync).WithName("ListOpenSurveys").WithSummary("Surveys the public may answer now.");
        district.MapGet("/{id:guid}", GetOpenAsync).WithName("GetOpenSurvey").WithSummary("An open survey.");
        district.MapPost("/{id:guid}/answers", AnswerPubliclyAsync)
            .WithName("AnswerSurveyPublicly").WithSummary("Gives the answer for a one-time code.").ProducesProblem(StatusCodes.Status409Conflict);
    }

    public static void MapResults(this RouteGroupBuilder surveys)
    {
        surveys.MapGet("/{id:guid}/results", ResultsAsync).RequireRole(SurveyAccess.ResultReaders)
            .WithName("GetSurveyResults").WithSummary("Results of a closed survey: counts, shares with intervals, and the breakdown where it reveals nobody.");
        surveys.MapGet("/{id:guid}/results/export", ExportAsync).RequireRole(SurveyAccess.ResultReaders)
            .WithName("ExportSurveyResults").WithSummary("The same as a spreadsheet.").Produces<Stream>(contentType: SheetResult.ContentType);
    }

    static async Task<Results<NoContent, NotFound>> AnswerAsync([AsParameters] AssessmentCall call, SurveyAccess access, Guid id, AnswerRequest request)
    {
        if (await SurveyEndpoints.Readable(call, access).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, call.Cancellation) is not { } survey)
            return TypedResults.NotFound();
        Require(survey.IsOpen(call.Clock.GetUtcNow()), SurveyRules.NotOpen);
        var positions = survey.Positions(request.Opinions, survey.CellOf(request.Group, isPublic: false));
        Require(await CountAsync(call.Db, id, [], positions, call.Cancellation), SurveyRules.Answered);
        return TypedResults.NoContent();
    }

    static async Task<Ok<IReadOnlyList<PublicSurveyView>>> ListOpenAsync([AsParameters] PublicCall call)
    {
        var open = await call.EnterOpen().OrderBy(s => s.Closes).Take(100).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<PublicSurveyView>>([.. open.Select(PublicSurveyView.For)]);
    }

    static async Task<Results<Ok<PublicSurveyView>, NotFound>> GetOpenAsync([AsParameters] PublicCall call, Guid id) =>
        await call.EnterOpen().SingleOrDefaultAsync(s => s.Id == id, call.Cancellation) is { } survey
            ? TypedResults.Ok(PublicSurveyView.For(survey))
            : TypedResults.NotFound();

    static async Task<Results<NoContent, NotFound>> AnswerPubliclyAsync([AsParameters] PublicCall call, Guid id, PublicAnswerRequest request)
    {
        if (await call.EnterOpen().SingleOrDefaultAsync(s => s.Id == id, call.Cancellation) is not { } survey) return TypedResults.NotFound();
        var positions = survey.Positions(request.Opinions, survey.CellOf(request.Group, isPublic: true));
        Require(await CountAsync(call.Db, id, OneTimeCode.Hash(request.Code), positions, call.Cancellation), SurveyRules.CodeInvalid);
        return TypedResults.NoContent();
    }

    static async Task<Results<Ok<SurveyResultsView>, NotFound>> ResultsAsync([AsParameters] AssessmentCall call, SurveyAccess access, Guid id) =>
        await FindAsync(call, access, id) is { } results ? TypedResults.Ok(results) : TypedResults.NotFound();

    static async Task<IResult> ExportAsync([AsParameters] AssessmentCall call, SurveyAccess access, Guid id)
    {
        if (await FindAsync(call, access, id) is not { } results) return TypedResults.NotFound();
        var cells = new[] { (Names: "全部", results.Questions) }.Concat(results.Breakdown.Select(cell => (Names: string.Join('、', cell.Names), cell.Questions)));
        var rows = cells.SelectMany(cell => cell.Questions.Select(question => (object?[])
        [
            cell.Names, question.Question, .. question.Counts.Select(count => (object?)count.Count), question.Mean,
            Percent(question.Satisfied?.Value), Percent(question.Satisfied?.Low), Percent(question.Satisfied?.High),
        ]));
        return new SheetResult(
            results.Heading,
            ["分组", "问题", "很满意", "满意", "基本满意", "不满意", "很不满意", "不了解", "平均分", "满意率（%）", "95%置信下限（%）", "95%置信上限（%）"],
            rows.ToAsyncEnumerable());
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">survey.not_closed</exception>
    static async Task<SurveyResultsView?> FindAsync(AssessmentCall call, SurveyAccess access, Guid id)
    {
        if (await SurveyEndpoints.Readable(call, access).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, call.Cancellation) is not { } survey) return null;
        Require(survey.IsClosed(call.Clock.GetUtcNow()), SurveyRules.NotClosed);
        return SurveyResults.Of(survey, await call.Db.Set<SurveyTally>().AsNoTracking().SingleOrDefaultAsync(t => t.SurveyId == id, call.Cancellation));
    }

    static async Task<bool> CountAsync(AssessmentDb db, Guid survey, byte[] code, int[] positions, CancellationToken ct) =>
        (await db.Database.SqlQuery<bool>($"select answer_survey({survey}, {code}, {positions})").ToListAsync(ct))[0];

    static double? Percent(double? share) => share is { } value ? Math.Round(value * 100, 1) : null;
}
