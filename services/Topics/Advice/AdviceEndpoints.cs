using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Advice;

/// <summary>The advice report of a topic (协同监督建议报告, R9). Gates depend on it, so commands lock the topic.</summary>
internal static class AdviceEndpoints
{
    static readonly TopicStatus[] Writable = [TopicStatus.Deliberating, TopicStatus.Supervising];

    public static void MapAdvice(this RouteGroupBuilder topics)
    {
        var advice = topics.MapGroup("/{id:guid}/advice").WithTags("Advice");
        advice.MapGet("/", GetAsync).WithName("GetAdvice").WithSummary("The advice report of a topic in its latest version (R9).");
        advice.MapPost("/", DraftAsync).RequireRole(WorkAccess.Keepers).WithIdempotency<TopicsDb>()
            .WithName("DraftAdvice").WithSummary("Writes the first version.");
        advice.MapPut("/", WriteAsync).RequireRole(WorkAccess.Keepers).WithName("WriteAdvice").WithSummary("Writes a new version. Needs If-Match.");
        advice.MapGet("/versions", VersionsAsync).WithName("ListAdviceVersions").WithSummary("Every version as written, oldest first.");
        advice.MapPost("/submit", SubmitAsync).RequireRole(WorkAccess.Keepers)
            .WithName("SubmitAdvice").WithSummary("Submits the latest version to the leaders of both bodies.");
        advice.MapPost("/concur", ConcurAsync).RequireRole(WorkAccess.Leaders)
            .WithName("ConcurInAdvice").WithSummary("The caller's body concurs in the version read; once both did, it may be issued.");
        advice.MapPost("/refuse", RefuseAsync).RequireRole(WorkAccess.Leaders).WithName("RefuseAdvice").WithSummary("The caller's body refuses the version, with a reason.");
        advice.MapPost("/issue", IssueAsync).RequireRole(Cppcc.Office).WithIdempotency<TopicsDb>()
            .WithName("IssueAdvice").WithSummary("Issues the version both bodies concurred in, under the next number.");
        advice.MapGet("/document", DocumentAsync).WithName("GetAdviceDocument").WithSummary("The report as a Word document; marked if a draft.")
            .Produces<FileContentHttpResult>(contentType: OfficialDocument.ContentType);
        topics.MapAdoption();
    }

    static async Task<Results<Ok<AdviceView>, NotFound>> GetAsync([AsParameters] WorkCall call, Guid id)
    {
        if (await call.TopicAsync(id) is null || await FindAsync(call, id) is not { } report) return TypedResults.NotFound();
        call.Http.SetEntityTag(report.Version);
        return TypedResults.Ok(AdviceView.For(report));
    }

    static Task<Results<Created<AdviceView>, NotFound>> DraftAsync([AsParameters] WorkCall call, Guid id, AdviceContent request) => call.CreateAsync(
        id,
        async (c, now) =>
        {
            if (await c.TopicInAsync(id, Writable) is null) return null;
            Require(await FindAsync(c, id) is null, AdviceExists);
            return ((AdviceReport, IIntegrationEvent?)?)(AdviceReport.Draft(id, request, c.Caller, now), null);
        },
        AdviceView.For, _ => $"/api/topics/{id}/advice");

    static Task<Results<Ok<AdviceView>, NotFound>> WriteAsync([AsParameters] WorkCall call, Guid id, AdviceContent request) => RunAsync(
        call, id, (report, now) =>
        {
            call.Http.Request.CheckMatch(report.Version, required: true);
            report.Write(request, call.Caller, now);
            return null;
        });

    static Task<Results<Ok<AdviceView>, NotFound>> SubmitAsync([AsParameters] WorkCall call, Guid id) =>
        RunAsync(call, id, (report, now) => report.Submit(call.Caller, now));

    static Task<Results<Ok<AdviceView>, NotFound>> ConcurAsync([AsParameters] WorkCall call, Guid id, ContentConcurRequest request) =>
        RunAsync(call, id, (report, now) => report.Concur(request.ContentHash, call.Caller, now));

    static Task<Results<Ok<AdviceView>, NotFound>> RefuseAsync([AsParameters] WorkCall call, Guid id, WorkReasonRequest request) =>
        RunAsync(call, id, (report, now) => report.Refuse(request.Reason, call.Caller, now));

    static Task<Results<Ok<AdviceView>, NotFound>> IssueAsync([AsParameters] WorkCall call, Guid id) => call.AskAndRunAsync(
        id, c => FindOpenAsync(c, id),
        async (report, now) =>
        {
            report.RequireConcurred(); // checked first, so that no number is wasted
            var year = DistrictTime.YearAt(now);
            var number = await call.Db.NextNumberAsync(report.District, Series.Advice, year, call.Cancellation);
            var issued = report.Issue($"〔{year}〕{number}号", call.Caller, now);
            var field = await call.Db.Topics.Where(t => t.Id == id).Select(t => t.Field).SingleAsync(call.Cancellation);
            foreach (var suggestion in report.Suggestions) call.Db.Enqueue(suggestion.HandOver(issued.Number, field, call.Caller, now));
            return issued;
        },
        AdviceView.For);

    static async Task<Results<Ok<IReadOnlyList<AdviceVersionView>>, NotFound>> VersionsAsync([AsParameters] WorkCall call, Guid id)
    {
        if (await call.TopicAsync(id) is null || await FindAsync(call, id) is not { } report) return TypedResults.NotFound();
        var versions = await call.Db.Set<AdviceVersion>().AsNoTracking().Where(v => v.AdviceId == report.Id).OrderBy(v => v.Number).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<AdviceVersionView>>([.. versions.Select(AdviceVersionView.For)]);
    }

    static async Task<Results<FileContentHttpResult, NotFound>> DocumentAsync([AsParameters] WorkCall call, Guid id, DistrictNames districts)
    {
        if (await call.TopicAsync(id) is not { } topic || await FindAsync(call, id) is not { } report) return TypedResults.NotFound();
        call.Http.Response.Headers.CacheControl = "private, no-store";
        var document = AdviceDocument.Write(report, topic, districts, DistrictTime.DayAt(call.Clock.GetUtcNow()));
        return TypedResults.File(document, OfficialDocument.ContentType, $"协同监督建议报告{report.Number}.docx");
    }

    static Task<Results<Ok<AdviceView>, NotFound>> RunAsync(WorkCall call, Guid topic, Func<AdviceReport, DateTimeOffset, IIntegrationEvent?> command) =>
        call.RunAsync(topic, c => FindOpenAsync(c, topic), command, AdviceView.For);

    static Task<AdviceReport?> FindAsync(WorkCall call, Guid topic) =>
        call.Db.Set<AdviceReport>().SingleOrDefaultAsync(report => report.TopicId == topic, call.Cancellation);

    static async Task<AdviceReport?> FindOpenAsync(WorkCall call, Guid topic) =>
        await call.TopicInAsync(topic, Writable) is null ? null : await FindAsync(call, topic);
}
