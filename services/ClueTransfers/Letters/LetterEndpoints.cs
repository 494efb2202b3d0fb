using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Approval;
using Supervision.ClueTransfers.Attachments;
using Supervision.ClueTransfers.Clues;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Documents;

namespace Supervision.ClueTransfers.Letters;

internal static class LetterEndpoints
{
    public static void MapLetter(this RouteGroupBuilder clues) => clues.MapGet("/{id:guid}/letter", GetAsync)
        .WithTags("Letters").WithName("GetLetter").WithSummary("The letter of transfer (移交函) as a Word document (R26).")
        .Produces<FileContentHttpResult>(contentType: OfficialDocument.ContentType).ProducesProblem(StatusCodes.Status409Conflict);

    static async Task<Results<FileContentHttpResult, NotFound>> GetAsync([AsParameters] ClueCall call, DistrictNames districts)
    {
        if (await call.FindAsync() is not { } clue) return TypedResults.NotFound();
        Require(clue.TransferredAt is not null, "letter.not_transferred");
        await call.Log.NoteAsync(clue, ReadPart.Letter, call.Caller, call.Cancellation);
        var letter = await ComposeAsync(call, clue, districts);
        call.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(LetterDocument.Write(letter), OfficialDocument.ContentType, $"移交函{letter.Number}.docx");
    }

    static async Task<Letter> ComposeAsync(ClueCall call, Clue clue, DistrictNames districts)
    {
        var attachments = await call.Db.Set<Attachment>().AsNoTracking()
            .Where(a => a.ClueId == clue.Id && !a.IsStaged && a.SupplementId == null).OrderBy(a => a.Id).ToListAsync(call.Cancellation);
        return new Letter(
            districts.Cppcc(clue.District),
            districts.Discipline(clue.District),
            clue.LetterNumber!,
            LetterText.DayOf(clue.TransferredAt!.Value),
            clue.Reference,
            clue.Title,
            clue.Account,
            LetterText.Source(clue.Source, clue.SourceReference),
            [.. clue.Units.Select(unit => unit.Name)],
            [.. clue.Persons.Select(LetterText.Person)],
            [.. attachments.Select(a => new LetterAttachment(a.Name, a.Size, a.Sha256))],
            await ApprovalsAsync(call, clue),
            clue.ContentHash);
    }

    /// <summary>The approvals that led to the transfer, only for the CPPCC's own copy: its people are not named to others.</summary>
    static async Task<IReadOnlyList<LetterApproval>> ApprovalsAsync(ClueCall call, Clue clue)
    {
        if (call.Caller.Body != Bodies.Cppcc) return [];
        var decisions = await call.Db.Decisions.AsNoTracking()
            .Where(d => d.ClueId == clue.Id && d.Round == clue.Round && d.Kind == DecisionKind.Approved)
            .OrderBy(d => d.Level).ToListAsync(call.Cancellation);
        return [.. decisions.Select(d => new LetterApproval(
            d.Label, d.OnBehalfOfName is { } absent ? $"{d.ByName}（代{absent}）" : d.ByName, LetterText.Local(d.At)))];
    }
}
