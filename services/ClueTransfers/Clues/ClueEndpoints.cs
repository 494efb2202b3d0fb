using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Entry;
using Supervision.ClueTransfers.Handshake;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Clues;

internal static class ClueEndpoints
{
    public static void MapClues(this RouteGroupBuilder clues)
    {
        clues.MapPost("/", RegisterAsync).RequireRole(Cppcc.Office, Cppcc.Member, Cppcc.Supervisor).WithIdempotency<CluesDb>()
            .WithName("RegisterClue").WithSummary("Enters a clue into the register as a draft (R24).");
        clues.MapGet("/{id:guid}", DetailAsync).WithName("GetClue").WithSummary("A clue with its content. The reading is logged (R32).");
        clues.MapPut("/{id:guid}", EditAsync).RequireRole(Cppcc.Office, Cppcc.Member, Cppcc.Supervisor)
            .WithName("EditClue").WithSummary("Changes a clue's content, unless it is in approval or beyond. Needs If-Match.");
        clues.MapPost("/{id:guid}/collate", CollateAsync).RequireRole(Cppcc.Office)
            .WithName("CollateClue").WithSummary("The office puts a draft in order (委室梳理).");
        clues.MapPost("/{id:guid}/merge", MergeAsync).RequireRole(Cppcc.Office)
            .WithName("MergeClue").WithSummary("Merges a clue into another one on the same matter, which takes over its authors (汇总).");
        clues.MapPost("/{id:guid}/withdraw", WithdrawAsync).RequireRole(Cppcc.Office, Cppcc.Member, Cppcc.Supervisor)
            .WithName("WithdrawClue").WithSummary("Withdraws a clue for good, before its transfer.");
        clues.MapGet("/{id:guid}/history", HistoryAsync).WithName("GetClueHistory")
            .WithSummary("The history of a clue, as far as the caller's body may see it. The reading is logged.");
        clues.MapGet("/{id:guid}/deadlines", DeadlinesAsync).WithName("GetClueDeadlines")
            .WithSummary("The deadlines of a clue, each with the days that count.");
    }

    static async Task<Created<ClueStanding>> RegisterAsync(
        ClueRequest request, Caller caller, CluesDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        await db.EntryRules.RequireWithinRemitAsync(caller.District, request.Content, ct);
        Clue? clue = null;
        await db.InTransactionAsync(async () =>
        {
            var now = clock.GetUtcNow();
            var year = Deadlines.YearAt(now);
            var number = await db.NextNumberAsync(caller.District, Series.Register, year, ct);
            (clue, var fact) = Clue.Register($"{year}-{number:D4}", request.Content, caller, now);
            db.Add(clue);
            db.EnqueueClue(fact);
            await db.SaveChangesAsync(ct);
        }, ct);
        http.SetEntityTag(clue!.Version);
        return TypedResults.Created($"/api/clues/{clue.Id}", ClueStanding.For(clue));
    }

    static async Task<Results<Ok<ClueView>, NotFound>> DetailAsync([AsParameters] ClueCall call, ClueViews views)
    {
        if (await call.FindAsync(clues => clues.Include(clue => clue.Assignment).Include(clue => clue.Proposals).AsNoTracking()) is not { } clue) return TypedResults.NotFound();
        await call.Log.NoteAsync(clue, ReadPart.Detail, call.Caller, call.Cancellation);
        call.Http.SetEntityTag(clue.Version);
        return TypedResults.Ok(await views.DetailAsync(clue, call.Caller, call.Clock.GetUtcNow(), call.Cancellation));
    }

    static async Task<Results<Ok<ClueStanding>, NotFound>> EditAsync([AsParameters] ClueCall call, ClueRequest request)
    {
        if (call.Http.Request.Headers.IfMatch.Count == 0)
            throw new RequestProblem(StatusCodes.Status428PreconditionRequired, "precondition.required");
        return await call.AskAndRunAsync(async (clue, now) =>
        {
            await call.Db.EntryRules.RequireWithinRemitAsync(clue.District, request.Content, call.Cancellation);
            clue.Edit(request.Content, call.Caller, now);
            return null;
        });
    }

    static Task<Results<Ok<ClueStanding>, NotFound>> CollateAsync([AsParameters] ClueCall call) =>
        call.RunAsync((clue, now) => clue.Collate(call.Caller, now));

    static async Task<Results<Ok<ClueStanding>, NotFound>> MergeAsync([AsParameters] ClueCall call, MergeRequest request)
    {
        if (await (call with { Id = request.Into }).FindAsync() is not { } other) return TypedResults.NotFound();
        return await call.RunAsync((clue, now) => clue.MergeInto(other, call.Caller, now));
    }

    static Task<Results<Ok<ClueStanding>, NotFound>> WithdrawAsync([AsParameters] ClueCall call, ReasonRequest request) =>
        call.RunAsync((clue, now) => clue.Withdraw(request.Reason, call.Caller, now));

    static async Task<Results<Ok<IReadOnlyList<ClueEventView>>, NotFound>> HistoryAsync([AsParameters] ClueCall call, ClueViews views)
    {
        if (await call.FindAsync() is not { } clue) return TypedResults.NotFound();
        await call.Log.NoteAsync(clue, ReadPart.History, call.Caller, call.Cancellation);
        var history = await call.Db.Events.AsNoTracking().Where(e => e.ClueId == clue.Id).Where(call.Access.ReadableHistory(call.Caller))
            .OrderBy(e => e.Sequence).ToListAsync(call.Cancellation);
        return TypedResults.Ok(await views.HistoryAsync(history, call.Caller, call.Cancellation));
    }

    static async Task<Results<Ok<IReadOnlyList<DeadlineView>>, NotFound>> DeadlinesAsync([AsParameters] ClueCall call)
    {
        if (await call.FindAsync(clues => clues.Include(clue => clue.Proposals)) is not { } clue) return TypedResults.NotFound();
        return TypedResults.Ok(ClueViews.Deadlines(clue, call.Caller, call.Clock.GetUtcNow()));
    }
}
