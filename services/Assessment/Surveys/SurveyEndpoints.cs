using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Data;
using Supervision.Assessment.Work;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Surveys;

/// <summary>Satisfaction surveys (R40), for those who keep them and those who read them.</summary>
internal static class SurveyEndpoints
{
    public static void MapSurveys(this RouteGroupBuilder assessment)
    {
        var surveys = assessment.MapGroup("/surveys").WithTags("Surveys");
        surveys.MapGet("/", ListAsync).WithName("ListSurveys").WithSummary("Surveys the caller reads, latest first.");
        surveys.MapPost("/", DraftAsync).RequireRole(AssessmentAccess.Keepers).WithIdempotency<AssessmentDb>()
            .WithName("DraftSurvey").WithSummary("Drafts a survey on a unit or a topic.");
        surveys.MapGet("/{id:guid}", GetAsync).WithName("GetSurvey").WithSummary("A survey.");
        surveys.MapPut("/{id:guid}", WriteAsync).RequireRole(AssessmentAccess.Keepers).WithName("WriteSurvey").WithSummary("Changes a draft. Needs If-Match.");
        surveys.MapPost("/{id:guid}/announce", AnnounceAsync).RequireRole(AssessmentAccess.Keepers)
            .WithName("AnnounceSurvey").WithSummary("Opens it to its audience; its questions are fixed from here on.");
        surveys.MapPost("/{id:guid}/end", EndAsync).RequireRole(AssessmentAccess.Keepers).WithName("EndSurvey").WithSummary("Closes it early, for good.");
        surveys.MapPost("/{id:guid}/codes", IssueCodesAsync).RequireRole(AssessmentAccess.Keepers)
            .WithName("IssueSurveyCodes").WithSummary("One-time codes to hand out to the public; shown once; only their hashes are kept.");
        surveys.MapAnswers();
        surveys.MapResults();
        assessment.MapPublicSurveys();
    }

    static async Task<Ok<Page<SurveyView>>> ListAsync([AsParameters] AssessmentCall call, SurveyAccess access, [AsParameters] SurveyQuery query)
    {
        query.Check();
        var now = call.Clock.GetUtcNow();
        var surveys = Readable(call, access).AsNoTracking();
        if (query.Pattern is { } pattern) surveys = surveys.Where(s => EF.Functions.ILike(s.Heading, pattern, @"\"));
        if (query.Unit is { } unit) surveys = surveys.Where(s => s.Unit == unit);
        if (query.PositionAt() is var (_, id)) surveys = surveys.Where(s => s.Id < id);
        var found = await surveys.OrderByDescending(s => s.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        var next = found.Count > query.PageSize ? TimeQuery.CursorAt(default, found[query.PageSize - 1].Id) : null;
        return TypedResults.Ok(new Page<SurveyView>([.. found.Take(query.PageSize).Select(s => SurveyView.For(s, now))], next));
    }

    static Task<Results<Created<SurveyView>, NotFound>> DraftAsync([AsParameters] AssessmentCall call, SurveyRequest request) => call.CreateAsync(
        Guid.CreateVersion7(),
        (c, now) => Task.FromResult<(Survey, IEnumerable<IIntegrationEvent>)?>((Survey.Draft(request.Content, c.Caller, now), [])),
        View(call), survey => $"/api/assessment/surveys/{survey.Id}");

    static async Task<Results<Ok<SurveyView>, NotFound>> GetAsync([AsParameters] AssessmentCall call, SurveyAccess access, Guid id)
    {
        if (await Readable(call, access).AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, call.Cancellation) is not { } survey) return TypedResults.NotFound();
        call.Http.SetEntityTag(survey.Version);
        return TypedResults.Ok(View(call)(survey));
    }

    static Task<Results<Ok<SurveyView>, NotFound>> WriteAsync([AsParameters] AssessmentCall call, SurveyAccess access, Guid id, SurveyRequest request) =>
        RunAsync(call, access, id, (survey, now) =>
        {
            call.Http.Request.CheckMatch(survey.Version, required: true);
            survey.Write(request.Content, now);
        });

    static Task<Results<Ok<SurveyView>, NotFound>> AnnounceAsync([AsParameters] AssessmentCall call, SurveyAccess access, Guid id) => call.AskAndRunAsync(
        id, c => Readable(c, access).SingleOrDefaultAsync(s => s.Id == id, c.Cancellation),
        async (survey, now) =>
        {
            var supervisors = await call.Db.Set<Person>().Where(
                p => p.District == survey.District && p.Body == Bodies.Cppcc && p.Active && p.Roles.Contains(Cppcc.Supervisor.Name))
                .Select(p => p.UserId).ToListAsync(call.Cancellation);
            var (tally, fact) = survey.Announce(supervisors, call.Caller, now);
            call.Db.Add(tally);
            return [fact];
        },
        View(call));

    static Task<Results<Ok<SurveyView>, NotFound>> EndAsync([AsParameters] AssessmentCall call, SurveyAccess access, Guid id) =>
        RunAsync(call, access, id, (survey, now) => survey.End(now));

    static async Task<Results<Ok<CodesView>, NotFound>> IssueCodesAsync([AsParameters] AssessmentCall call, SurveyAccess access, Guid id, CodesRequest request)
    {
        var codes = Enumerable.Range(0, request.Count).Select(_ => OneTimeCode.New()).ToList();
        var done = await RunAsync(call, access, id, (survey, now) =>
        {
            survey.IssueCodes(codes.Count, now);
            call.Db.AddRange(codes.Select(code => new SurveyCode { SurveyId = id, District = survey.District, Hash = OneTimeCode.Hash(code) }));
        });
        call.Http.Response.Headers.CacheControl = "private, no-store";
        return done.Result is NotFound ? TypedResults.NotFound() : TypedResults.Ok(new CodesView(codes));
    }

    static Task<Results<Ok<SurveyView>, NotFound>> RunAsync(AssessmentCall call, SurveyAccess access, Guid id, Action<Survey, DateTimeOffset> command) => call.RunAsync(
        id, c => Readable(c, access).SingleOrDefaultAsync(s => s.Id == id, c.Cancellation),
        (survey, now) =>
        {
            command(survey, now);
            return [];
        },
        View(call));

    internal static IQueryable<Survey> Readable(AssessmentCall call, SurveyAccess access) =>
        call.Db.Set<Survey>().Where(access.Readable(call.Caller, call.Clock.GetUtcNow()));

    static Func<Survey, SurveyView> View(AssessmentCall call) => survey => SurveyView.For(survey, call.Clock.GetUtcNow());
}

/// <summary>Filters for the list of surveys; all given ones apply.</summary>
internal sealed class SurveyQuery : TimeQuery
{
    /// <summary>Code of the unit it is about.</summary>
    [PlainText(40)]
    public string? Unit { get; init; }
}
