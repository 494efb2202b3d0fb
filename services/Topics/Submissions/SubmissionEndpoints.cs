using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Files;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Submissions;

/// <summary>Members' submissions (R11) to party and government, and the replies.</summary>
internal static class SubmissionEndpoints
{
    static readonly Role[] Authors = [Cppcc.Member, Cppcc.Supervisor];
    static readonly Role[] Readers = [.. Authors, .. WorkAccess.SubmissionReaders, Others.Reviewer];

    public static void MapSubmissions(this RouteGroupBuilder topics)
    {
        var submissions = topics.MapGroup("/submissions").WithTags("Submissions");
        submissions.MapSubmissionList(Readers);
        submissions.MapFiles("Submission", WorkFiles.Submissions);
        submissions.MapPost("/", DraftAsync).RequireRole(Authors).WithIdempotency<TopicsDb>()
            .WithName("DraftSubmission").WithSummary("A member drafts a proposal, a research report or public opinion.");
        submissions.MapGet("/{submissionId:guid}", GetAsync).RequireRole(Readers).WithName("GetSubmission").WithSummary("A submission with its reply.");
        submissions.MapPut("/{submissionId:guid}", EditAsync).RequireRole(Authors)
            .WithName("EditSubmission").WithSummary("Changes a draft, or one that was returned. Needs If-Match.");
        submissions.MapPost("/{submissionId:guid}/submit", SubmitAsync).RequireRole(Authors).WithName("SubmitSubmission").WithSummary("Submits it to the office.");
        submissions.MapPost("/{submissionId:guid}/review", ReviewAsync).RequireRole(Cppcc.Office)
            .WithName("ReviewSubmission").WithSummary("The office accepts it, returns it to its author, or declines it.");
        submissions.MapPost("/{submissionId:guid}/forward", ForwardAsync).RequireRole(Cppcc.Office)
            .WithName("ForwardSubmission").WithSummary("The office forwards it to party and government.");
        submissions.MapPost("/{submissionId:guid}/answer", AnswerAsync).RequireRole(Others.Reviewer, Cppcc.Office)
            .WithName("AnswerSubmission").WithSummary("Records the answer of party and government: adopted or not, with a reply.");
    }

    static Task<Results<Created<SubmissionView>, NotFound>> DraftAsync([AsParameters] WorkCall call, SubmissionRequest request) => call.CreateAsync(
        Guid.CreateVersion7(),
        async (c, now) =>
        {
            await CheckTopicAsync(c, request);
            var year = DistrictTime.YearAt(now);
            var number = await c.Db.NextNumberAsync(c.Caller.District, Series.Submission, year, c.Cancellation);
            return ((Submission, IIntegrationEvent?)?)(Submission.Draft($"{year}-{number:D4}", request.Content, c.Caller, now), null);
        },
        SubmissionView.For, submission => $"/api/topics/submissions/{submission.Id}");

    static async Task<Results<Ok<SubmissionView>, NotFound>> GetAsync([AsParameters] WorkCall call, Guid submissionId)
    {
        if (await FindAsync(call, submissionId) is not { } submission) return TypedResults.NotFound();
        call.Http.SetEntityTag(submission.Version);
        return TypedResults.Ok(SubmissionView.For(submission));
    }

    static Task<Results<Ok<SubmissionView>, NotFound>> EditAsync([AsParameters] WorkCall call, Guid submissionId, SubmissionRequest request) => call.AskAndRunAsync(
        submissionId, c => FindOwnAsync(c, submissionId),
        async (submission, _) =>
        {
            call.Http.Request.CheckMatch(submission.Version, required: true);
            await CheckTopicAsync(call, request);
            submission.Edit(request.Content);
            return null;
        },
        SubmissionView.For);

    static Task<Results<Ok<SubmissionView>, NotFound>> SubmitAsync([AsParameters] WorkCall call, Guid submissionId) => call.RunAsync(
        submissionId, c => FindOwnAsync(c, submissionId), (submission, now) => submission.Submit(call.Caller, now), SubmissionView.For);

    static Task<Results<Ok<SubmissionView>, NotFound>> ReviewAsync([AsParameters] WorkCall call, Guid submissionId, SubmissionReviewRequest request) =>
        call.RunAsync(
            submissionId, c => FindAsync(c, submissionId),
            (submission, now) => submission.Review(request.Review, request.Comment, call.Caller, now), SubmissionView.For);

    static Task<Results<Ok<SubmissionView>, NotFound>> ForwardAsync([AsParameters] WorkCall call, Guid submissionId, ForwardRequest request) => call.RunAsync(
        submissionId, c => FindAsync(c, submissionId), (submission, now) => submission.Forward(request.To, call.Caller, now), SubmissionView.For);

    static Task<Results<Ok<SubmissionView>, NotFound>> AnswerAsync([AsParameters] WorkCall call, Guid submissionId, Advice.AdoptionRequest request) =>
        call.RunAsync(
            submissionId, c => FindAsync(c, submissionId),
            (submission, now) => submission.Answer(request.Answer, request.Reply, call.Caller, now), SubmissionView.For);

    internal static Task<Submission?> FindAsync(WorkCall call, Guid id) =>
        call.Db.Set<Submission>().Where(call.Access.ReadableSubmissions(call.Caller)).SingleOrDefaultAsync(s => s.Id == id, call.Cancellation);

    internal static async Task<Submission?> FindOwnAsync(WorkCall call, Guid id) =>
        await FindAsync(call, id) is { } submission && submission.Author == call.Caller.UserId ? submission : null;

    static async Task CheckTopicAsync(WorkCall call, SubmissionRequest request)
    {
        if (request.TopicId is { } topic) Require(await call.TopicAsync(topic) is { SelectedAt: not null }, TopicNotOpen);
    }
}
