using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Data;
using Supervision.Contracts;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Clues;

/// <summary>Lists show titles and states but no content, so reading them is not written to the access log.</summary>
internal static class ClueListEndpoints
{
    public static void MapClueLists(this RouteGroupBuilder clues)
    {
        clues.MapGet("/", ListAsync).WithName("ListClues").WithSummary("The clues the caller may read: search, filter, sort, page by cursor.");
        clues.MapGet("/counts", CountAsync).WithName("CountClues").WithSummary("How many of them are in each state, and wait for the caller.");
    }

    static async Task<Ok<Page<ClueRow>>> ListAsync(
        [AsParameters] ClueQuery query, Caller caller, CluesDb db, ClueAccess access, TimeProvider clock, CancellationToken ct)
    {
        if (!Validator.TryValidateObject(query, new ValidationContext(query), null, validateAllProperties: true))
            throw new RequestProblem(StatusCodes.Status400BadRequest, "request.invalid");
        var now = clock.GetUtcNow();
        var found = await db.Clues.AsNoTracking().Include(c => c.Proposals).Where(access.Readable(caller)).Where(query, caller, db, now).Paged(query).ToListAsync(ct);
        var next = found.Count > query.PageSize ? ClueList.CursorAt(found[query.PageSize - 1], query.Sort) : null;
        return TypedResults.Ok(new Page<ClueRow>([.. found.Take(query.PageSize).Select(clue => Row(clue, caller, now))], next));
    }

    static async Task<Ok<ClueCounts>> CountAsync(Caller caller, CluesDb db, ClueAccess access, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var clues = db.Clues.AsNoTracking().Where(access.Readable(caller));
        var statuses = await clues.GroupBy(c => c.Status).Select(g => new { Status = g.Key, Count = g.Count() }).ToListAsync(ct);
        return TypedResults.Ok(new ClueCounts(
            statuses.ToDictionary(s => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(s.Status.ToString()), s => s.Count),
            await clues.CountAsync(ClueList.Awaiting(caller, db, now), ct),
            await clues.CountAsync(ClueList.Overdue(caller, db, now), ct)));
    }

    static ClueRow Row(Clue clue, Caller caller, DateTimeOffset now)
    {
        var (ours, theirs) = (caller.Body == Bodies.Cppcc, caller.Body == Bodies.Discipline);
        return new(
            clue.Id, clue.Reference, clue.Title, clue.Status, ours ? LevelView.Of(clue) : null, clue.ReturnedFrom, clue.LetterNumber,
            clue.Source, clue.Field, clue.AuthorIds.Contains(caller.UserId), clue.RegisteredAt, clue.TransferredAt,
            theirs && clue.Status is ClueStatus.Received or ClueStatus.Accepted ? clue.DisposalDue : clue.ReceiptDue,
            clue.IsReceiptOverdue(now) || (theirs && clue.IsDisposalOverdue(now)));
    }
}
