using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Messaging.Commands;

/// <summary>A record changed by commands.</summary>
public interface IVersioned
{
    /// <summary>The row's version (<c>xmin</c>), shown as ETag.</summary>
    uint Version { get; }
}

/// <summary>
/// Runs an HTTP command in one transaction that locks its matter: of two simultaneous commands the second waits for the first and works on
/// its result. State and events are saved together. Each service's call type passes in what this needs.
/// </summary>
public static class VersionedCommand
{
    /// <summary>Changes a record; checks If-Match if the caller sent it.</summary>
    /// <param name="matter">What is locked, as named by <see cref="MatterLock"/>.</param>
    /// <param name="find">Loads the record if the caller may see it.</param>
    /// <param name="command">May query the database first; returns the resulting events.</param>
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

    /// <summary>Creates a record.</summary>
    /// <param name="create">Returns null if the caller may not see what the record belongs to; may already have saved the record.</param>
    /// <param name="address">Where the record can be read.</param>
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
