using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;

namespace Supervision.Topics.Topics;

/// <summary>
/// The loop (R5). The gates are facts, so the staff of either body who do the daily work open the next stage; only leaders may suspend a topic.
/// Selection has no endpoint: only a concurred decision of a joint meeting does it (R4).
/// </summary>
internal static class StageEndpoints
{
    static readonly Role[] Workers = [Cppcc.Office, Discipline.Liaison];
    static readonly Role[] Leaders = RoleGroups.Leaders;

    public static void MapStages(this RouteGroupBuilder topics)
    {
        var stages = topics.MapGroup("/{id:guid}").WithTags("Stages");
        stages.MapGet("/gate", GateAsync).RequireRole([.. Access.TopicAccess.Joint])
            .WithName("GetTopicGate").WithSummary("What the topic's next stage still requires.");
        stages.MapPost("/reject", RejectAsync).RequireRole(Cppcc.Office)
            .WithName("RejectTopic").WithSummary("Rejects a shortlisted topic.");
        stages.MapPost("/deliberate", DeliberateAsync).RequireRole(Workers)
            .WithName("DeliberateTopic").WithSummary("Begins the consultation (协商建言破题).");
        stages.MapPost("/supervise", SuperviseAsync).RequireRole(Workers)
            .WithName("SuperviseTopic").WithSummary("Begins the supervision (协同监督解题).");
        stages.MapPost("/conclude", ConcludeAsync).RequireRole(Workers)
            .WithName("ConcludeTopic").WithSummary("Begins the assessment (考核评价结题).");
        stages.MapPost("/close", CloseAsync).RequireRole(Workers)
            .WithName("CloseTopic").WithSummary("Finishes the topic (结题).");
        stages.MapPost("/suspend", SuspendAsync).RequireRole(Leaders)
            .WithName("SuspendTopic").WithSummary("Suspends the topic in its stage.");
        stages.MapPost("/resume", ResumeAsync).RequireRole(Leaders)
            .WithName("ResumeTopic").WithSummary("Resumes the topic in the stage where it was suspended.");
    }

    static async Task<Results<Ok<GateView>, NotFound>> GateAsync([AsParameters] TopicCall call, GateCheck gate, ProblemTexts texts)
    {
        if (await call.FindAsync() is not { } topic) return TypedResults.NotFound();
        TopicStatus? next = topic.Status switch
        {
            TopicStatus.Selected => TopicStatus.Deliberating,
            TopicStatus.Deliberating => TopicStatus.Supervising,
            TopicStatus.Supervising => TopicStatus.Concluding,
            TopicStatus.Concluding => TopicStatus.Closed,
            _ => null,
        };
        var missing = next is { } stage ? Gates.Missing(stage, await gate.FactsAsync(topic.Id, call.Cancellation)) : [];
        return TypedResults.Ok(new GateView(next, [.. missing.Select(code => new MissingView(code, texts.Of(code, CultureInfo.CurrentUICulture)))]));
    }

    static Task<Results<Ok<TopicStanding>, NotFound>> RejectAsync([AsParameters] TopicCall call, ReasonRequest request) =>
        call.RunAsync((topic, now) => topic.Reject(request.Reason, call.Caller, now));

    static Task<Results<Ok<TopicStanding>, NotFound>> DeliberateAsync([AsParameters] TopicCall call, GateCheck gate) =>
        call.RunInTransactionAsync(async (topic, now) => topic.Deliberate(await gate.FactsAsync(topic.Id, call.Cancellation), call.Caller, now));

    static Task<Results<Ok<TopicStanding>, NotFound>> SuperviseAsync([AsParameters] TopicCall call, GateCheck gate) =>
        call.RunInTransactionAsync(async (topic, now) => topic.StartSupervision(await gate.FactsAsync(topic.Id, call.Cancellation), call.Caller, now));

    static Task<Results<Ok<TopicStanding>, NotFound>> ConcludeAsync([AsParameters] TopicCall call, GateCheck gate) =>
        call.RunInTransactionAsync(async (topic, now) => topic.Conclude(await gate.FactsAsync(topic.Id, call.Cancellation), call.Caller, now));

    static Task<Results<Ok<TopicStanding>, NotFound>> CloseAsync([AsParameters] TopicCall call, GateCheck gate) =>
        call.RunInTransactionAsync(async (topic, now) => topic.Close(await gate.FactsAsync(topic.Id, call.Cancellation), call.Caller, now));

    static Task<Results<Ok<TopicStanding>, NotFound>> SuspendAsync([AsParameters] TopicCall call, ReasonRequest request) =>
        call.RunAsync((topic, now) => topic.Suspend(request.Reason, call.Caller, now));

    static Task<Results<Ok<TopicStanding>, NotFound>> ResumeAsync([AsParameters] TopicCall call) =>
        call.RunAsync((topic, now) => topic.Resume(call.Caller, now));
}

/// <summary>Collects a topic's gate facts from every folder.</summary>
internal sealed class GateCheck(TopicsDb db, IEnumerable<IGateFactSource> sources)
{
    /// <summary>The facts; inside a transaction they stay locked until it ends, so that changes to them wait.</summary>
    public async Task<GateFacts> FactsAsync(Guid topicId, CancellationToken ct)
    {
        await db.LockMatterAsync(topicId, ct);
        var facts = new GateFacts();
        foreach (var source in sources) await source.TellAsync(topicId, facts, ct);
        return facts;
    }
}
