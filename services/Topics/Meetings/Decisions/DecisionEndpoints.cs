using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;

namespace Supervision.Topics.Meetings.Decisions;

/// <summary>Decisions of meetings and the double key: a concurring leader names the wording they saw by its hash.</summary>
internal static class DecisionEndpoints
{
    public static void MapDecisions(this RouteGroupBuilder meetings)
    {
        meetings.MapPost("/{id:guid}/decisions", RecordAsync).RequireRole(MeetingAccess.Conveners).WithIdempotency<TopicsDb>()
            .WithName("RecordDecision").WithSummary("Records a held meeting's decision on a matter of the given agenda version.");
        meetings.MapGet("/{id:guid}/decisions", ListAsync).WithName("ListDecisions").WithSummary("The decisions of a meeting.");
        meetings.MapGet("/decisions/awaiting", AwaitingAsync).RequireRole(MeetingAccess.Leaders)
            .WithName("ListAwaitingDecisions").WithSummary("The decisions that wait for the caller's body to concur.");
        meetings.MapPut("/decisions/{id:guid}", ReviseAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("ReviseDecision").WithSummary("Changes the wording of a pending decision; both leaders are asked again.");
        meetings.MapPost("/decisions/{id:guid}/concur", ConcurAsync).RequireRole(MeetingAccess.Leaders)
            .WithName("ConcurInDecision").WithSummary("The leader of a body concurs (R4); once both did, the decision takes effect.");
        meetings.MapPost("/decisions/{id:guid}/refuse", RefuseAsync).RequireRole(MeetingAccess.Leaders)
            .WithName("RefuseDecision").WithSummary("The leader of a body refuses; the reason goes to the next agenda.");
    }

    static async Task<Results<Created<DecisionView>, NotFound>> RecordAsync([AsParameters] MeetingCall call, DecisionConcurrence key, DecisionRequest request)
    {
        if (await call.FindAsync() is not { } meeting) return TypedResults.NotFound();
        var now = call.Clock.GetUtcNow();
        if (await call.Db.Set<Decision>().AnyAsync(d => d.AgendaItemId == request.AgendaItem, call.Cancellation))
            Require(false, MeetingRules.DecisionItemDecided);
        var decision = Decision.Record(meeting, request.Draft, call.Caller, now);
        call.Db.Add(decision);
        if (decision.Status is DecisionStatus.Pending)
            call.Db.Enqueue(decision.Awaiting(await key.LeadersAsync(meeting.District, call.Cancellation), call.Caller.UserId, now));
        meeting.NoteDecision(); // a concurrent agenda edit makes this fail, or this makes the edit fail
        await call.Db.SaveChangesAsync(call.Cancellation);
        return TypedResults.Created($"/api/topics/meetings/{meeting.Id}/decisions", DecisionView.For(decision));
    }

    static async Task<Results<Ok<IReadOnlyList<DecisionView>>, NotFound>> ListAsync([AsParameters] MeetingCall call)
    {
        if (await call.FindAsync() is not { } meeting) return TypedResults.NotFound();
        var decisions = await call.Db.Set<Decision>().AsNoTracking().Include(d => d.Concurrences).Where(d => d.MeetingId == meeting.Id)
            .OrderBy(d => d.Id).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<DecisionView>>([.. decisions.Select(DecisionView.For)]);
    }

    static async Task<Ok<IReadOnlyList<DecisionView>>> AwaitingAsync(TopicsDb db, CancellationToken ct)
    {
        var awaiting = db.Database.SqlQuery<Guid>($"select decisions_awaiting() as \"Value\""); // the database decides what waits for whom
        var decisions = await db.Set<Decision>().AsNoTracking().Include(d => d.Concurrences).Where(d => awaiting.Contains(d.Id))
            .OrderBy(d => d.Id).Take(200).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<DecisionView>>([.. decisions.Select(DecisionView.For)]);
    }

    static Task<Results<Ok<DecisionView>, NotFound>> ReviseAsync([AsParameters] DecisionCall call, DecisionConcurrence key, RevisionRequest request) =>
        RunAsync(call, key, async (decision, now) =>
        {
            var leaders = await key.LeadersAsync(decision.District, call.Cancellation);
            call.Db.Enqueue(decision.Revise(request.Wording, request.OverTargetReason, call.Caller, now) with { Leaders = leaders });
        });

    static Task<Results<Ok<DecisionView>, NotFound>> ConcurAsync([AsParameters] DecisionCall call, DecisionConcurrence key, ConcurRequest request) =>
        RunAsync(call, key, async (decision, now) =>
        {
            call.Db.Enqueue(decision.Concur(request.ContentHash, request.Remark, call.Caller, now));
            if (await key.TakeEffectAsync(decision, call.Caller, now, call.Cancellation) is { } selected) call.Db.Enqueue(selected);
        });

    static Task<Results<Ok<DecisionView>, NotFound>> RefuseAsync([AsParameters] DecisionCall call, DecisionConcurrence key, RefusalRequest request) =>
        RunAsync(call, key, (decision, now) =>
        {
            call.Db.Enqueue(decision.Refuse(request.ContentHash, request.Reason, call.Caller, now));
            return Task.CompletedTask;
        });

    /// <summary>Runs commands on a decision one at a time, so that two leaders at the same instant both count.</summary>
    static async Task<Results<Ok<DecisionView>, NotFound>> RunAsync(DecisionCall call, DecisionConcurrence key, Func<Decision, DateTimeOffset, Task> command)
    {
        await using var transaction = await call.Db.Database.BeginTransactionAsync(call.Cancellation);
        if (await key.LockAsync(call.Id, call.Caller, call.Cancellation) is not { } decision) return TypedResults.NotFound();
        call.Http.Request.CheckMatch(decision.Version);
        await command(decision, call.Clock.GetUtcNow());
        await call.Db.SaveChangesAsync(call.Cancellation);
        await transaction.CommitAsync(call.Cancellation);
        call.Http.SetEntityTag(decision.Version);
        return TypedResults.Ok(DecisionView.For(decision));
    }
}

/// <summary>A request about one decision.</summary>
internal readonly record struct DecisionCall(Guid Id, Caller Caller, TopicsDb Db, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation);
