using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.Data;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Calls;

/// <summary>A record that is changed by commands.</summary>
internal interface IRecord
{
    /// <summary>The row's version (<c>xmin</c>), shown as ETag.</summary>
    uint Version { get; }
}

/// <summary>A call: who asks, and what every command and read needs.</summary>
internal readonly record struct RecordCall(
    Caller Caller, SupervisorsDb Db, SupervisorAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>Names of the people of the caller's district, as far as the caller may know them.</summary>
    public Task<Dictionary<Guid, string>> NamesAsync()
    {
        var district = Caller.District;
        return Db.People.Where(p => p.District == district).ToDictionaryAsync(p => p.UserId, p => p.Name, Cancellation);
    }

    /// <summary>
    /// Runs a command in one transaction, in which nobody else changes the same matter: two who act at the same instant act one after the
    /// other, the second on what the first left. State and events are saved together.
    /// </summary>
    /// <param name="matter">What is kept from others: the id of the record, or what several records share, e.g. the district's roster.</param>
    /// <param name="find">Loads the record, as far as the caller may see it.</param>
    /// <param name="command">May ask the database first.</param>
    public async Task<Results<Ok<TView>, NotFound>> RunAsync<T, TView>(
        string matter, Func<RecordCall, Task<T?>> find, Func<T, DateTimeOffset, Task<IReadOnlyList<IIntegrationEvent>>> command, Func<T, TView> view)
        where T : class, IRecord
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

    /// <summary>As <see cref="RunAsync"/>, for what is made anew.</summary>
    /// <param name="create">Null where what it belongs to is not the caller's to see.</param>
    public async Task<Results<Created<TView>, NotFound>> CreateAsync<T, TView>(
        string matter, Func<RecordCall, DateTimeOffset, Task<(T Record, IReadOnlyList<IIntegrationEvent> Facts)?>> create, Func<T, TView> view, Func<T, string> address)
        where T : class, IRecord
    {
        Results<Created<TView>, NotFound> result = TypedResults.NotFound();
        var call = this;
        await Db.InTransactionAsync(async () =>
        {
            await call.Db.LockMatterAsync(matter, call.Cancellation);
            if (await create(call, call.Clock.GetUtcNow()) is not var (record, facts)) return;
            call.Db.Add(record);
            foreach (var fact in facts) call.Db.Enqueue(fact);
            await call.Db.SaveChangesAsync(call.Cancellation);
            call.Http.SetEntityTag(record.Version);
            result = TypedResults.Created(address(record), view(record));
        }, Cancellation);
        return result;
    }
}

internal static class Matters
{
    /// <summary>Keeps a matter from other commands until the transaction ends.</summary>
    public static Task LockMatterAsync(this DbContext db, string matter, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({matter}, 0))", ct);
}
