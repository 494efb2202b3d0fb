using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Assessment.Access;
using Supervision.Assessment.Data;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Work;

/// <summary>A request to the service: the caller, and what every command and read needs.</summary>
internal readonly record struct AssessmentCall(
    Caller Caller, AssessmentDb Db, AssessmentAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>Runs a command as <see cref="VersionedCommand"/> does.</summary>
    /// <param name="matter">Id of what to lock.</param>
    /// <param name="find">Loads the record, as far as the caller may see it.</param>
    /// <param name="command">May query the database first; returns what happened.</param>
    public Task<Results<Ok<TView>, NotFound>> AskAndRunAsync<T, TView>(
        Guid matter, Func<AssessmentCall, Task<T?>> find, Func<T, DateTimeOffset, Task<IEnumerable<IIntegrationEvent>>> command, Func<T, TView> view)
        where T : class, IVersioned
    {
        var call = this;
        return VersionedCommand.RunAsync(
            Db, Http, MatterLock.Of(matter), () => find(call), record => command(record, call.Clock.GetUtcNow()), view, Cancellation);
    }

    /// <inheritdoc cref="AskAndRunAsync"/>
    public Task<Results<Ok<TView>, NotFound>> RunAsync<T, TView>(
        Guid matter, Func<AssessmentCall, Task<T?>> find, Func<T, DateTimeOffset, IEnumerable<IIntegrationEvent>> command, Func<T, TView> view)
        where T : class, IVersioned =>
        AskAndRunAsync(matter, find, (record, now) => Task.FromResult(command(record, now)), view);

    /// <summary>As <see cref="AskAndRunAsync"/>, for a new record.</summary>
    /// <param name="create">Null if the caller may not see what it belongs to; may already have saved the record.</param>
    public Task<Results<Created<TView>, NotFound>> CreateAsync<T, TView>(
        Guid matter, Func<AssessmentCall, DateTimeOffset, Task<(T Record, IEnumerable<IIntegrationEvent> Facts)?>> create, Func<T, TView> view, Func<T, string> address)
        where T : class, IVersioned
    {
        var call = this;
        return VersionedCommand.CreateAsync(Db, Http, MatterLock.Of(matter), () => create(call, call.Clock.GetUtcNow()), view, address, Cancellation);
    }
}
