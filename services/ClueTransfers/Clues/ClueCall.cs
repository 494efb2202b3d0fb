using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Handshake;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Clues;

/// <summary>A call about one clue: the caller, and what every command and read needs.</summary>
internal readonly record struct ClueCall(
    Guid Id, Caller Caller, CluesDb Db, ClueAccess Access, ReadLog Log, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>The clue, if it exists and the caller may read it.</summary>
    /// <param name="with">What to load along with it.</param>
    public Task<Clue?> FindAsync(Func<IQueryable<Clue>, IQueryable<Clue>>? with = null)
    {
        var clues = Db.Clues.Where(Access.Readable(Caller));
        var id = Id;
        return (with?.Invoke(clues) ?? clues).SingleOrDefaultAsync(clue => clue.Id == id, Cancellation);
    }

    /// <summary>Runs a command on the clue: state, history and event are saved together.</summary>
    /// <param name="command">May query the database first.</param>
    /// <param name="with">What to load along with the clue.</param>
    public async Task<Results<Ok<ClueStanding>, NotFound>> AskAndRunAsync(
        Func<Clue, DateTimeOffset, Task<IClueEvent?>> command, Func<IQueryable<Clue>, IQueryable<Clue>>? with = null)
    {
        if (await FindAsync(with) is not { } clue) return TypedResults.NotFound();
        Http.Request.CheckMatch(clue.Version);
        var now = Clock.GetUtcNow();
        var deadlines = clue.Deadlines;
        if (await command(clue, now) is { } fact) Db.EnqueueClue(fact);
        Db.EnqueueDeadlines(clue, deadlines, now);
        await Db.SaveChangesAsync(Cancellation);
        Http.SetEntityTag(clue.Version);
        return TypedResults.Ok(ClueStanding.For(clue));
    }

    /// <inheritdoc cref="AskAndRunAsync"/>
    public Task<Results<Ok<ClueStanding>, NotFound>> RunAsync(
        Func<Clue, DateTimeOffset, IClueEvent?> command, Func<IQueryable<Clue>, IQueryable<Clue>>? with = null) =>
        AskAndRunAsync((clue, now) => Task.FromResult(command(clue, now)), with);

    /// <summary>Like <see cref="AskAndRunAsync"/>, all in one transaction, for commands that take a number or calculate a deadline.</summary>
    public async Task<Results<Ok<ClueStanding>, NotFound>> RunInTransactionAsync(Func<Clue, DateTimeOffset, Task<IClueEvent?>> command)
    {
        Results<Ok<ClueStanding>, NotFound> result = TypedResults.NotFound();
        var call = this;
        await Db.InTransactionAsync(async () => result = await call.AskAndRunAsync(command), Cancellation);
        return result;
    }
}
