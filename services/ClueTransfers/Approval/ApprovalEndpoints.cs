using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Clues;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Approval;

internal static class ApprovalEndpoints
{
    public static void MapApproval(this RouteGroupBuilder clues)
    {
        clues.MapPost("/{id:guid}/submit", SubmitAsync).RequireRole(Cppcc.Office)
            .WithName("SubmitClue").WithSummary("Submits a collated or corrected clue to the first level of approval (逐级呈报).");
        clues.MapPost("/{id:guid}/approve", ApproveAsync).RequireRole(Cppcc.Office, Cppcc.Secretary, Cppcc.Chair)
            .WithName("ApproveClue").WithSummary("Approves a level; the request contains the hash of the approved content.");
        clues.MapPost("/{id:guid}/return", ReturnAsync).RequireRole(Cppcc.Office, Cppcc.Secretary, Cppcc.Chair)
            .WithName("ReturnClue").WithSummary("Returns the clue for correction; submitted again, it starts at the first level.");
        clues.MapPost("/{id:guid}/reject", RejectAsync).RequireRole(Cppcc.Office, Cppcc.Secretary, Cppcc.Chair)
            .WithName("RejectClue").WithSummary("Rejects the clue for good.");
        clues.MapGet("/{id:guid}/decisions", DecisionsAsync).RequireRole(Cppcc.Office, Cppcc.Secretary, Cppcc.Chair)
            .WithName("GetDecisions").WithSummary("Every decision on a clue, each with the hash of the content decided on. The reading is logged.");
    }

    static Task<Results<Ok<ClueStanding>, NotFound>> SubmitAsync([AsParameters] ClueCall call, Approvers approvers) =>
        call.AskAndRunAsync(async (clue, now) =>
        {
            var own = await call.Db.Chains.AsNoTracking().SingleOrDefaultAsync(c => c.District == clue.District, call.Cancellation);
            var fact = clue.Submit(own?.Levels ?? DistrictChain.Default, call.Caller, now);
            return await approvers.AddressAsync(fact, clue, now, call.Cancellation);
        });

    static Task<Results<Ok<ClueStanding>, NotFound>> ApproveAsync([AsParameters] ClueCall call, Approvers approvers, ApproveRequest request) =>
        call.AskAndRunAsync(async (clue, now) =>
        {
            var authority = await approvers.AuthorityAsync(clue, call.Caller, now, call.Cancellation);
            var fact = clue.Approve(request.ContentHash, request.Comment, authority, call.Caller, now);
            return await approvers.AddressAsync(fact, clue, now, call.Cancellation);
        });

    static Task<Results<Ok<ClueStanding>, NotFound>> ReturnAsync([AsParameters] ClueCall call, Approvers approvers, RefuseRequest request) =>
        call.AskAndRunAsync(async (clue, now) =>
        {
            var authority = await approvers.AuthorityAsync(clue, call.Caller, now, call.Cancellation);
            return clue.Return(request.ContentHash, request.Comment, authority, call.Caller, now);
        });

    static Task<Results<Ok<ClueStanding>, NotFound>> RejectAsync([AsParameters] ClueCall call, Approvers approvers, RefuseRequest request) =>
        call.AskAndRunAsync(async (clue, now) =>
        {
            var authority = await approvers.AuthorityAsync(clue, call.Caller, now, call.Cancellation);
            return clue.Reject(request.ContentHash, request.Comment, authority, call.Caller, now);
        });

    static async Task<Results<Ok<IReadOnlyList<DecisionView>>, NotFound>> DecisionsAsync([AsParameters] ClueCall call)
    {
        if (await call.FindAsync() is not { } clue) return TypedResults.NotFound();
        await call.Log.NoteAsync(clue, ReadPart.Decisions, call.Caller, call.Cancellation);
        var decisions = await call.Db.Decisions.AsNoTracking().Where(d => d.ClueId == clue.Id)
            .OrderBy(d => d.Round).ThenBy(d => d.Level).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<DecisionView>>([.. decisions.Select(DecisionView.For)]);
    }
}
