using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Calls;

/// <summary>A request: the caller, and what every command and read needs.</summary>
internal readonly record struct RecordCall(
    Caller Caller, SupervisorsDb Db, SupervisorAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>Names of the people of the caller's district, as far as the caller may see them.</summary>
    public Task<Dictionary<Guid, string>> NamesAsync()
    {
        var district = Caller.District;
        return Db.People.Where(p => p.District == district).ToDictionaryAsync(p => p.UserId, p => p.Name, Cancellation);
    }

    /// <summary>Runs a command as <see cref="VersionedCommand"/> does.</summary>
    /// <param name="matter">What to lock: the id of the record, or what several records share, e.g. the district's roster.</param>
    /// <param name="find">Loads the record, as far as the caller may see it.</param>
    /// <param name="command">May query the database first.</param>
    public Task<Results<Ok<TView>, NotFound>> RunAsync<T, TView>(
        string matter, Func<RecordCall, Task<T?>> find, Func<T, DateTimeOffset, Task<IReadOnlyList<IIntegrationEvent>>> command, Func<T, TView> view)
        where T : class, IVersioned
    {
        var call = this;
        return VersionedCommand.RunAsync(Db, Http, matter, () => find(call), async record => await command(record, call.Clock.GetUtcNow()), view, Cancellation);
    }

    /// <summary>As <see cref="RunAsync"/>, for a new record.</summary>
    /// <param name="create">Null if the caller may not see what it belongs to.</param>
    public Task<Results<Created<TView>, NotFound>> CreateAsync<T, TView>(
        string matter, Func<RecordCall, DateTimeOffset, Task<(T Record, IReadOnlyList<IIntegrationEvent> Facts)?>> create, Func<T, TView> view, Func<T, string> address)
        where T : class, IVersioned
    {
        var call = this;
        return VersionedCommand.CreateAsync(Db, Http, matter, async () => await create(call, call.Clock.GetUtcNow()), view, address, Cancellation);
    }
}
