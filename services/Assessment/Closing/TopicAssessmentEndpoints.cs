using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Work;
using Supervision.Collaboration;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Closing;

/// <param name="ContentHash">SHA-256 of the content; a leader sends back the hash they read.</param>
public sealed record TopicAssessmentView(
    Guid Id, Guid TopicId, string Reference, AssessmentStatus Status, int Round, AssessmentContent Content, string ContentHash, IReadOnlyList<BodyDecision> Decisions,
    DateTimeOffset WrittenAt, DateTimeOffset? RecordedAt);

/// <summary>The assessment of a topic at its end (R42).</summary>
internal static class TopicAssessmentEndpoints
{
    public static void MapClosing(this RouteGroupBuilder assessment)
    {
        var topics = assessment.MapGroup("/topics/{topicId:guid}/assessment").WithTags("Closing");
        topics.MapGet("/", GetAsync).RequireRole(AssessmentAccess.Bodies)
            .WithName("GetTopicAssessment").WithSummary("Both bodies' assessment of a topic; once recorded, also for those who do not run assessment.");
        topics.MapPut("/", WriteAsync).RequireRole(AssessmentAccess.Keepers)
            .WithName("WriteTopicAssessment").WithSummary("Writes it, or rewrites it before it is submitted, which needs If-Match.");
        topics.MapPost("/submit", SubmitAsync).RequireRole(AssessmentAccess.Keepers)
            .WithName("SubmitTopicAssessment").WithSummary("Submits it to the leaders of both bodies.");
        topics.MapPost("/concur", ConcurAsync).RequireRole(AssessmentAccess.Leaders)
            .WithName("ConcurInTopicAssessment").WithSummary("The caller's body concurs; once both did, it is recorded, and the topic may close.");
        topics.MapPost("/refuse", RefuseAsync).RequireRole(AssessmentAccess.Leaders)
            .WithName("RefuseTopicAssessment").WithSummary("The caller's body refuses it, with a reason.");
    }

    static async Task<Results<Ok<TopicAssessmentView>, NotFound>> GetAsync([AsParameters] AssessmentCall call, Guid topicId)
    {
        if (await FindAsync(call, topicId) is not { } found) return TypedResults.NotFound();
        call.Http.SetEntityTag(found.Version);
        return TypedResults.Ok(View(found));
    }

    static async Task<Results<Ok<TopicAssessmentView>, NotFound>> WriteAsync([AsParameters] AssessmentCall call, Guid topicId, AssessmentContent request)
    {
        TopicAssessment? written = null;
        var (db, ct) = (call.Db, call.Cancellation);
        await db.InTransactionAsync(async () =>
        {
            await db.LockMatterAsync(topicId, ct);
            if (await db.Set<TopicCopy>().SingleOrDefaultAsync(t => t.Id == topicId && t.District == call.Caller.District, ct) is not { } topic) return;
            var now = call.Clock.GetUtcNow();
            written = await FindAsync(call, topicId);
            if (written is null) db.Add(written = TopicAssessment.Of(topic, now));
            else call.Http.Request.CheckMatch(written.Version, required: true);
            written.Write(request, call.Caller, now);
            await db.SaveChangesAsync(ct);
            call.Http.SetEntityTag(written.Version);
        }, ct);
        return written is null ? TypedResults.NotFound() : TypedResults.Ok(View(written));
    }

    static Task<Results<Ok<TopicAssessmentView>, NotFound>> SubmitAsync([AsParameters] AssessmentCall call, Guid topicId) => call.AskAndRunAsync(
        topicId, c => FindAsync(c, topicId),
        async (found, now) =>
        {
            await RequireOverAsync(call, topicId);
            return found.Submit(call.Caller, now);
        },
        View);

    static Task<Results<Ok<TopicAssessmentView>, NotFound>> ConcurAsync([AsParameters] AssessmentCall call, Guid topicId, ConcurRequest request) => call.AskAndRunAsync(
        topicId, c => FindAsync(c, topicId),
        (found, now) => found.ConcurAsync(request.ContentHash, () => RequireOverAsync(call, topicId), call.Caller, now), View);

    static Task<Results<Ok<TopicAssessmentView>, NotFound>> RefuseAsync([AsParameters] AssessmentCall call, Guid topicId, ReasonRequest request) => call.RunAsync(
        topicId, c => FindAsync(c, topicId),
        (found, now) =>
        {
            found.Refuse(request.Reason, call.Caller, now);
            return [];
        },
        View);

    /// <summary>Checks that the topic is concluding and that all its forms, drafts included, are closed.</summary>
    static async Task RequireOverAsync(AssessmentCall call, Guid topicId)
    {
        Require(await call.Db.Set<TopicCopy>().AnyAsync(t => t.Id == topicId && t.Stage == TopicCopy.Concluding, call.Cancellation), AssessmentRules.TopicNotConcluding);
        Require(!await call.Db.Set<FeedbackForm>().AnyAsync(f => f.TopicId == topicId && f.Status != FormStatus.Closed, call.Cancellation), AssessmentRules.FormsOpen);
    }

    static Task<TopicAssessment?> FindAsync(AssessmentCall call, Guid topicId) =>
        call.Db.Set<TopicAssessment>().Where(call.Access.ReadableAssessments(call.Caller)).SingleOrDefaultAsync(a => a.TopicId == topicId, call.Cancellation);

    static TopicAssessmentView View(TopicAssessment a) =>
        new(a.Id, a.TopicId, a.Reference, a.Status, a.Round, a.Content, a.ContentHash, a.Decisions, a.WrittenAt, a.RecordedAt);
}
