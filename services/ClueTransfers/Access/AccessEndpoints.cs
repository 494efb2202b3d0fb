using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Clues;
using Supervision.Contracts;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Access;

/// <summary>One logged reading of a clue.</summary>
/// <param name="Client">Client used for the reading: the portal, a phone, a system.</param>
public sealed record ClueReadView(Guid UserId, string Name, string Body, ReadPart Part, Guid? Item, string Client, DateTimeOffset At)
{
    internal static ClueReadView For(ClueRead read) => new(read.UserId, read.Name, read.Body, read.Part, read.Item, read.Client, read.At);
}

internal static class AccessEndpoints
{
    const int PageSize = 50;

    public static void MapAccess(this RouteGroupBuilder clues) =>
        clues.MapGet("/{id:guid}/access-log", ReadLogAsync).RequireRole(Cppcc.Chair, Discipline.Leader).WithName("GetAccessLog")
            .WithSummary("Who in the caller's own body read the clue, and when; newest first (R32).");

    static async Task<Results<Ok<Page<ClueReadView>>, NotFound>> ReadLogAsync([AsParameters] ClueCall call, string? after)
    {
        if (await call.FindAsync() is not { } clue) return TypedResults.NotFound();
        var reads = call.Db.Reads.AsNoTracking().Where(r => r.ClueId == clue.Id).Where(call.Access.ReadableLog(call.Caller));
        if (Cursor.Decode(after, 1) is { } cursor)
        {
            var last = Guid.TryParse(cursor[0], out var id) ? id : throw new ServiceDefaults.Problems.RequestProblem(400, "request.cursor");
            reads = reads.Where(r => r.Id < last);
        }

        var page = await reads.OrderByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(call.Cancellation);
        var next = page.Count > PageSize ? Cursor.Encode(page[PageSize - 1].Id.ToString()) : null;
        return TypedResults.Ok(new Page<ClueReadView>([.. page.Take(PageSize).Select(ClueReadView.For)], next));
    }
}
