using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Data;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Disposal;

/// <summary>Disposal within the commission (R28).</summary>
internal static class DisposalEndpoints
{
    public static void MapDisposal(this RouteGroupBuilder clues)
    {
        clues.MapPost("/{id:guid}/disposal", ProposeAsync).RequireRole(Discipline.Handler).WithIdempotency<CluesDb>()
            .WithName("ProposeDisposal").WithSummary("The assigned handler proposes a disposal to the leader.");
        clues.MapGet("/{id:guid}/disposal", ProposalsAsync).RequireRole(Discipline.Handler, Discipline.Leader)
            .WithName("GetDisposal").WithSummary("The proposals so far and the leader's decisions on them. The reading is logged.");
        clues.MapPost("/{id:guid}/disposal/send-back", SendBackAsync).RequireRole(Discipline.Leader)
            .WithName("SendBackDisposal").WithSummary("The leader sends the proposal back.");
        clues.MapPost("/{id:guid}/disposal/approve", ApproveAsync).RequireRole(Discipline.Leader)
            .WithName("ApproveDisposal").WithSummary("The leader approves; the CPPCC may read the outcome summary.");
        clues.MapPost("/{id:guid}/close", CloseAsync).RequireRole(Discipline.Handler, Discipline.Leader)
            .WithName("CloseClue").WithSummary("The matter is finished (办结).");
    }

    static Task<Results<Ok<ClueStanding>, NotFound>> ProposeAsync([AsParameters] ClueCall call, ProposalRequest request) => call.RunAsync(
        (clue, now) => clue.ProposeDisposal(request.Measure, request.Grounds, request.OutcomeSummary, call.Caller, now), WithDisposal);

    static Task<Results<Ok<ClueStanding>, NotFound>> SendBackAsync([AsParameters] ClueCall call, ReasonRequest request) =>
        call.RunAsync((clue, now) => clue.SendBackDisposal(request.Reason, call.Caller, now), WithDisposal);

    static Task<Results<Ok<ClueStanding>, NotFound>> ApproveAsync([AsParameters] ClueCall call, CommentRequest request) =>
        call.RunAsync((clue, now) => clue.ApproveDisposal(request.Comment, call.Caller, now), WithDisposal);

    static Task<Results<Ok<ClueStanding>, NotFound>> CloseAsync([AsParameters] ClueCall call) =>
        call.RunAsync((clue, now) => clue.Close(call.Caller, now));

    static async Task<Results<Ok<IReadOnlyList<ProposalView>>, NotFound>> ProposalsAsync([AsParameters] ClueCall call)
    {
        if (await call.FindAsync() is not { } clue) return TypedResults.NotFound();
        await call.Log.NoteAsync(clue, ReadPart.Disposal, call.Caller, call.Cancellation);
        var proposals = await call.Db.Proposals.AsNoTracking().Where(p => p.ClueId == clue.Id).OrderBy(p => p.Id).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<ProposalView>>([.. proposals.Select(ProposalView.For)]);
    }

    static IQueryable<Clue> WithDisposal(IQueryable<Clue> clues) => clues.Include(clue => clue.Assignment).Include(clue => clue.Proposals);
}
