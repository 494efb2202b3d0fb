using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Data;
using Supervision.Topics.Terms;

namespace Supervision.Topics.Topics;

/// <summary>A topic, its history and the leaders' reviews of it.</summary>
internal static class TopicEndpoints
{
    public static void MapTopic(this RouteGroupBuilder topics)
    {
        topics.MapGet("/{id:guid}", GetAsync).WithName("GetTopic").WithSummary("A topic.");
        topics.MapGet("/{id:guid}/history", HistoryAsync).WithName("GetTopicHistory").WithSummary("The history of a topic, oldest first.");
        topics.MapPut("/{id:guid}", EditAsync).RequireRole(Cppcc.Office)
            .WithName("EditTopic").WithSummary("Changes a topic's content, until it is selected. Needs If-Match.");
        topics.MapPost("/{id:guid}/merge", MergeAsync).RequireRole(Cppcc.Office)
            .WithName("MergeTopic").WithSummary("Merges a topic into another on the same matter, with its proposals; their proposers are notified.");
        topics.MapPost("/{id:guid}/ask-review", AskReviewAsync).RequireRole(Cppcc.Office)
            .WithName("AskTopicReview").WithSummary("Asks the leaders of party and government to review the topic (报送审阅).");
        topics.MapPost("/{id:guid}/reviews", ReviewAsync).RequireRole(Others.Reviewer, Cppcc.Office).WithIdempotency<TopicsDb>()
            .WithName("ReviewTopic").WithSummary("Records a leader's remarks: a reviewer records their own, the office those given on paper.");
        topics.MapGet("/{id:guid}/reviews", ReviewsAsync).RequireRole([.. TopicAccess.Joint, Others.Reviewer])
            .WithName("GetTopicReviews").WithSummary("The leaders' remarks on a topic.");
    }

    static async Task<Results<Ok<TopicView>, NotFound>> GetAsync([AsParameters] TopicCall call)
    {
        if (await call.FindAsync() is not { } topic) return TypedResults.NotFound();
        call.Http.SetEntityTag(topic.Version);
        return TypedResults.Ok(TopicView.For(topic));
    }

    static async Task<Results<Ok<IReadOnlyList<TopicEventView>>, NotFound>> HistoryAsync([AsParameters] TopicCall call)
    {
        if (await call.FindAsync() is not { } topic) return TypedResults.NotFound();
        var history = await call.Db.Events.AsNoTracking().Where(e => e.TopicId == topic.Id).OrderBy(e => e.Sequence).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<TopicEventView>>([.. history.Select(TopicEventView.For)]);
    }

    static async Task<Results<Ok<TopicStanding>, NotFound>> EditAsync([AsParameters] TopicCall call, TopicRequest request, Vocabulary vocabulary)
    {
        if (call.Http.Request.Headers.IfMatch.Count == 0)
            throw new RequestProblem(StatusCodes.Status428PreconditionRequired, "precondition.required");
        await vocabulary.CheckAsync(call.Caller.District, request.Field, request.Tags, request.Class, call.Cancellation);
        return await call.RunAsync((topic, now) =>
        {
            topic.Edit(request.Content, call.Caller, now);
            return null;
        });
    }

    static async Task<Results<Ok<TopicStanding>, NotFound>> MergeAsync([AsParameters] TopicCall call, TopicMergeRequest request)
    {
        if (await (call with { Id = request.Into }).FindAsync() is not { } other) return TypedResults.NotFound();
        return await call.AskAndRunAsync(async (topic, now) =>
        {
            var fact = topic.MergeInto(other, call.Caller, now);
            var proposals = await call.Db.Proposals.Where(p => p.TopicId == topic.Id || p.TopicId == other.Id).ToListAsync(call.Cancellation);
            var kept = proposals.Find(p => p.TopicId == other.Id && p.Status == Proposals.ProposalStatus.Shortlisted)!;
            foreach (var moved in proposals.Where(p => p.TopicId == topic.Id && p.Status == Proposals.ProposalStatus.Shortlisted))
                call.Db.Enqueue(moved.FollowInto(kept, call.Caller, now));
            foreach (var moved in proposals.Where(p => p.TopicId == topic.Id)) moved.Belong(other.Id);
            return fact;
        });
    }

    static Task<Results<Ok<TopicStanding>, NotFound>> AskReviewAsync([AsParameters] TopicCall call) =>
        call.RunAsync((topic, now) => topic.AskReview(call.Caller, now));

    static Task<Results<Ok<TopicStanding>, NotFound>> ReviewAsync([AsParameters] TopicCall call, ReviewRequest request)
    {
        if (request.Leader is null && !call.Caller.Is(Others.Reviewer))
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "review.leader_missing");
        return call.RunAsync((topic, now) => topic.Review(request.Leader ?? call.Caller.Name, request.Remarks, call.Caller, now));
    }

    static async Task<Results<Ok<IReadOnlyList<ReviewView>>, NotFound>> ReviewsAsync([AsParameters] TopicCall call)
    {
        if (await call.FindAsync() is not { } topic) return TypedResults.NotFound();
        var reviews = await call.Db.Set<TopicReview>().AsNoTracking().Where(r => r.TopicId == topic.Id).OrderBy(r => r.Id)
            .Select(r => new ReviewView(r.Id, r.Leader, r.Remarks, r.At)).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<ReviewView>>(reviews);
    }
}
