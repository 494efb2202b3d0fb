using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Data;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.Data;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Work;

/// <summary>A record that is changed by commands.</summary>
internal interface IVersioned
{
    /// <summary>The row's version (<c>xmin</c>), shown as ETag.</summary>
    uint Version { get; }
}

/// <summary>A call of the service: who asks, and what every command and read needs.</summary>
internal readonly record struct AssessmentCall(
    Caller Caller, AssessmentDb Db, AssessmentAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>
    /// Runs a command in one transaction, in which nobody else changes the same matter: two who act at the same instant act one after the
    /// other, the second on what the first left. State and events are saved together.
    /// </summary>
    /// <param name="matter">Id of what is kept from others.</param>
    /// <param name="find">Loads the record, as far as the caller may see it.</param>
    /// <param name="command">May ask the database first; returns what happened.</param>
    public async Task<Results<Ok<TView>, NotFound>> AskAndRunAsync<T, TView>(
        Guid matter, Func<AssessmentCall, Task<T?>> find, Func<T, DateTimeOffset, Task<IEnumerable<IIntegrationEvent>>> command, Func<T, TView> view)
        where T : class, IVersioned
    {
        Results<Ok<TView>, NotFound> result = TypedResults.NotFound();
        var call = this;
        await Db.InTransactionAsync(async () =>
        {
            await call.Db.LockMatterAsync(matter, call.Cancellation);
            if (await find(call) is not { } record) return;
            call.Http.Request.CheckMatch(record.Version);
            foreach (var fact in await command(record, call.Clock.GetUtcNow())) call.Db.Enqueue(fact);
            await call.Db.SaveChangesAsync(call.Cancellation);
            call.Http.SetEntityTag(record.Version);
            result = TypedResults.Ok(view(record));
        }, Cancellation);
        return result;
    }

    /// <inheritdoc cref="AskAndRunAsync"/>
    public Task<Results<Ok<TView>, NotFound>> RunAsync<T, TView>(
        Guid matter, Func<AssessmentCall, Task<T?>> find, Func<T, DateTimeOffset, IEnumerable<IIntegrationEvent>> command, Func<T, TView> view)
        where T : class, IVersioned =>
        AskAndRunAsync(matter, find, (record, now) => Task.FromResult(command(record, now)), view);

    /// <summary>As <see cref="AskAndRunAsync"/>, for what is made anew.</summary>
    /// <param name="create">Null where what it belongs to is not the caller's to see; may have saved the record already.</param>
    public async Task<Results<Created<TView>, NotFound>> CreateAsync<T, TView>(
        Guid matter, Func<AssessmentCall, DateTimeOffset, Task<(T Record, IEnumerable<IIntegrationEvent> Facts)?>> create, Func<T, TView> view, Func<T, string> address)
        where T : class, IVersioned
    {
        Results<Created<TView>, NotFound> result = TypedResults.NotFound();
        var call = this;
        await Db.InTransactionAsync(async () =>
        {
            await call.Db.LockMatterAsync(matter, call.Cancellation);
            if (await create(call, call.Clock.GetUtcNow()) is not var (record, facts)) return;
            if (call.Db.Entry(record).State is EntityState.Detached) call.Db.Add(record);
            foreach (var fact in facts) call.Db.Enqueue(fact);
            await call.Db.SaveChangesAsync(call.Cancellation);
            call.Http.SetEntityTag(record.Version);
            result = TypedResults.Created(address(record), view(record));
        }, Cancellation);
        return result;
    }
}

internal static class MatterLock
{
    /// <summary>Keeps a matter from other commands until the transaction ends.</summary>
    public static Task LockMatterAsync(this DbContext db, Guid matter, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"matter/{matter}"}, 0))", ct);
}
