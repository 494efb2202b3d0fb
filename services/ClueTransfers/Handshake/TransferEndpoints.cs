using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Attachments;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Entry;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>The CPPCC's side of the handshake (R26).</summary>
internal static class TransferEndpoints
{
    public static void MapTransfer(this RouteGroupBuilder clues)
    {
        clues.MapPost("/{id:guid}/transfer", TransferAsync).RequireRole(Cppcc.Office).WithIdempotency<CluesDb>()
            .WithName("TransferClue").WithSummary("Transfers an approved clue to the commission under the next letter number (移交).");
        clues.MapPost("/{id:guid}/resend", ResendAsync).RequireRole(Cppcc.Office).WithIdempotency<CluesDb>()
            .WithName("ResendClue").WithSummary("Sends a clue returned for supplement again, under its old number.");
        clues.MapPost("/{id:guid}/supplements", SupplementAsync).RequireRole(Cppcc.Office).WithIdempotency<CluesDb>()
            .WithName("SupplementClue").WithSummary("Adds a supplement to a transferred clue, with the files added since the transfer.");
        clues.MapGet("/{id:guid}/supplements", SupplementsAsync).WithName("GetSupplements").WithSummary("What was added to a clue. The reading is logged.");
    }

    static Task<Results<Ok<ClueStanding>, NotFound>> TransferAsync([AsParameters] ClueCall call, Deadlines deadlines) =>
        call.RunInTransactionAsync(async (clue, now) =>
        {
            Require(clue.Status is ClueStatus.Approved, ClueRules.NotApproved); // checked first, so that no number is used up
            var year = Deadlines.YearAt(now);
            var due = await deadlines.ReceiptAsync(clue.District, now, call.Cancellation);
            var number = await call.Db.NextNumberAsync(clue.District, Series.Letter, year, call.Cancellation);
            return clue.Transfer(new LetterNumber(year, number), due, call.Caller, now);
        });

    static Task<Results<Ok<ClueStanding>, NotFound>> ResendAsync([AsParameters] ClueCall call, Deadlines deadlines) =>
        call.RunInTransactionAsync(async (clue, now) =>
        {
            var added = await call.Db.Supplements.CountAsync(s => s.ClueId == clue.Id && s.At >= clue.ReturnedAt, call.Cancellation);
            return clue.Resend(added, await deadlines.ReceiptAsync(clue.District, now, call.Cancellation), call.Caller, now);
        });

    static async Task<Results<Created<SupplementAdded>, NotFound>> SupplementAsync([AsParameters] ClueCall call, SupplementRequest request)
    {
        await call.Db.EntryRules.RequireWithinRemitAsync(call.Caller.District, call.Cancellation, request.Text);
        if (await EvidenceFiles.SupplementAsync(call, request.Text) is not { } added) return TypedResults.NotFound();
        return TypedResults.Created($"/api/clues/{added.ClueId}/supplements", new SupplementAdded(added.Id, added.ClueId, added.Hash, added.At));
    }

    static async Task<Results<Ok<IReadOnlyList<SupplementView>>, NotFound>> SupplementsAsync([AsParameters] ClueCall call)
    {
        if (await call.FindAsync() is not { } clue) return TypedResults.NotFound();
        await call.Log.NoteAsync(clue, ReadPart.Supplements, call.Caller, call.Cancellation);
        var supplements = await call.Db.Supplements.AsNoTracking().Where(s => s.ClueId == clue.Id).OrderBy(s => s.Id).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<SupplementView>>([.. supplements.Select(SupplementView.For)]);
    }
}
