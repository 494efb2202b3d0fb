using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Data;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Messaging.Commands;

/// <summary>A record that is changed by commands.</summary>
public interface IVersioned
{
    /// <summary>The row's version (<c>xmin</c>), shown as ETag.</summary>
    uint Version { get; }
}

/// <summary>
/// A command over HTTP in one transaction, in which nobody else changes the same matter: two who act at the same instant act one after the
/// other, the second on what the first left. State and events are saved together. Each service's call type gives it what it knows.
/// </summary>
public static class VersionedCommand
{
    /// <summary>Changes a record, against If-Match where the caller gave it.</summary>
    /// <param name="matter">What is kept from others, as <see cref="MatterLock"/> names it.</param>
    /// <param name="find">Loads the record, as far as the caller may see it.</param>
    /// <param name="command">May ask the database first; returns what happened.</param>
    public static async Task<Results<Ok<TView>, NotFound>> RunAsync<T, TView>(
        DbContext db, HttpContext http, string matter, Func<Task<T?>> find, Func<T, Task<IEnumerable<IIntegrationEvent>>> command, Func<T, TView> view, CancellationToken ct)
        where T : class, IVersioned
    {
        Results<Ok<TView>, NotFound> result = TypedResults.NotFound();
        await db.InTransactionAsync(async () =>
        {
            await db.LockMatterAsync(matter, ct);
            if (await find() is not { } record) return;
            http.Request.CheckMatch(record.Version);
            foreach (var fact in await command(record)) db.Enqueue(fact);
            await db.SaveChangesAsync(ct);
            http.SetEntityTag(record.Version);
            result = TypedResults.Ok(view(record));
        }, ct);
        return result;
    }

    /// <summary>Makes a record anew.</summary>
    /// <param name="create">Null where what it belongs to is not the caller's to see; may have saved the record already.</param>
    /// <param name="address">Where the record is read.</param>
    /// <inheritdoc cref="RunAsync"/>
    public static async Task<Results<Created<TView>, NotFound>> CreateAsync<T, TView>(
        DbContext db, HttpContext http, string matter, Func<Task<(T Record, IEnumerable<IIntegrationEvent> Facts)?>> create,
        Func<T, TView> view, Func<T, string> address, CancellationToken ct)
        where T : class, IVersioned
    {
        Results<Created<TView>, NotFound> result = TypedResults.NotFound();
        await db.InTransactionAsync(async () =>
        {
            await db.LockMatterAsync(matter, ct);
            if (await create() is not var (record, facts)) return;
            if (db.Entry(record).State is EntityState.Detached) db.Add(record);
            foreach (var fact in facts) db.Enqueue(fact);
            await db.SaveChangesAsync(ct);
            http.SetEntityTag(record.Version);
            result = TypedResults.Created(address(record), view(record));
        }, ct);
        return result;
    }
}
