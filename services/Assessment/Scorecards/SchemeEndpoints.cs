using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Data;
using Supervision.Assessment.Work;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Scorecards;

/// <summary>Versions of the indicators of the two regimes (R39).</summary>
internal static class SchemeEndpoints
{
    public static void MapSchemes(this RouteGroupBuilder assessment)
    {
        var schemes = assessment.MapGroup("/schemes").WithTags("Indicators");
        schemes.MapGet("/", ListAsync).WithName("ListSchemes").WithSummary("Versions of the indicators, latest first; units and party read adopted ones.");
        schemes.MapGet("/measures", Measured).RequireRole(AssessmentAccess.Joint)
            .WithName("ListMeasures").WithSummary("The functions an indicator may measure by, and the formulas that fit them.");
        schemes.MapPost("/", DraftAsync).RequireRole(AssessmentAccess.Keepers).WithIdempotency<AssessmentDb>()
            .WithName("DraftScheme").WithSummary("Writes a new version of a regime's indicators; both bodies' leaders are asked to concur.");
        schemes.MapGet("/{id:guid}", GetAsync).WithName("GetScheme").WithSummary("A version of the indicators.");
        schemes.MapPut("/{id:guid}", WriteAsync).RequireRole(AssessmentAccess.Keepers)
            .WithName("WriteScheme").WithSummary("Rewrites a draft; concurrences are asked for again. Needs If-Match.");
        schemes.MapPost("/{id:guid}/concur", ConcurAsync).RequireRole(AssessmentAccess.Leaders)
            .WithName("ConcurInScheme").WithSummary("The caller's body concurs in the version read; once both did, it is adopted and never changes.");
    }

    static async Task<Ok<IReadOnlyList<SchemeView>>> ListAsync([AsParameters] AssessmentCall call, ScoreAccess access)
    {
        var schemes = await Readable(call, access).AsNoTracking().OrderByDescending(s => s.Id).Take(200).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<SchemeView>>([.. schemes.Select(SchemeView.For)]);
    }

    static Ok<IReadOnlyList<MeasureView>> Measured() => TypedResults.Ok<IReadOnlyList<MeasureView>>(
    [
        .. Enum.GetValues<Measure>().Select(measure => new MeasureView(
            measure, measure.Label(),
            measure.IsCount() ? [FormulaKind.Deduction, FormulaKind.Linear, FormulaKind.Thresholds] : [FormulaKind.Linear, FormulaKind.Thresholds])),
    ]);

    static Task<Results<Created<SchemeView>, NotFound>> DraftAsync([AsParameters] AssessmentCall call, SchemeRequest request) => call.CreateAsync(
        Guid.Empty,
        async (c, now) =>
        {
            await c.Db.LockSeriesAsync(c.Caller.District, request.Regime, c.Cancellation);
            var last = await c.Db.Set<IndicatorScheme>().Where(s => s.District == c.Caller.District && s.Regime == request.Regime)
                .MaxAsync(s => (int?)s.Number, c.Cancellation) ?? 0;
            var (scheme, fact) = IndicatorScheme.Draft(request.Regime, last + 1, request.FromYear, request.Indicators, c.Caller, now);
            return ((IndicatorScheme, IEnumerable<IIntegrationEvent>)?)(scheme, [fact]);
        },
        SchemeView.For, scheme => $"/api/assessment/schemes/{scheme.Id}");

    static async Task<Results<Ok<SchemeView>, NotFound>> GetAsync([AsParameters] AssessmentCall call, ScoreAccess access, Guid id)
    {
        if (await Readable(call, access).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, call.Cancellation) is not { } scheme) return TypedResults.NotFound();
        call.Http.SetEntityTag(scheme.Version);
        return TypedResults.Ok(SchemeView.For(scheme));
    }

    static Task<Results<Ok<SchemeView>, NotFound>> WriteAsync([AsParameters] AssessmentCall call, ScoreAccess access, Guid id, SchemeRequest request) => call.RunAsync(
        id, c => Readable(c, access).SingleOrDefaultAsync(s => s.Id == id && s.Regime == request.Regime, c.Cancellation),
        (scheme, now) =>
        {
            call.Http.Request.CheckMatch(scheme.Version, required: true);
            return [scheme.Write(request.FromYear, request.Indicators, call.Caller, now)];
        },
        SchemeView.For);

    static Task<Results<Ok<SchemeView>, NotFound>> ConcurAsync([AsParameters] AssessmentCall call, ScoreAccess access, Guid id, ScoreConcurRequest request) => call.RunAsync(
        id, c => Readable(c, access).SingleOrDefaultAsync(s => s.Id == id, c.Cancellation),
        (scheme, now) => scheme.Concur(request.ContentHash, call.Caller, now) is { } adopted ? [adopted] : [],
        SchemeView.For);

    static IQueryable<IndicatorScheme> Readable(AssessmentCall call, ScoreAccess access) => call.Db.Set<IndicatorScheme>().Where(access.ReadableSchemes(call.Caller));
}
