using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Work;

/// <summary>A request about the joint work: the caller, and what every command and read needs.</summary>
internal readonly record struct WorkCall(
    Caller Caller, TopicsDb Db, WorkAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>The topic, if it exists and the caller reads its joint work.</summary>
    public Task<Topic?> TopicAsync(Guid id) => Db.Topics.Where(Access.Readable(Caller)).SingleOrDefaultAsync(topic => topic.Id == id, Cancellation);

    /// <summary>As <see cref="TopicAsync"/>; and it must be in one of the stages.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">work.topic_not_open</exception>
    public async Task<Topic?> TopicInAsync(Guid id, params TopicStatus[] stages)
    {
        var topic = await TopicAsync(id);
        if (topic is not null) Require(stages.Contains(topic.Status), TopicNotOpen);
        return topic;
    }

    /// <summary>Runs a command as <see cref="VersionedCommand"/> does.</summary>
    /// <param name="matter">Id of what to lock: the topic if its gates depend on the record, else the record.</param>
    /// <param name="find">Loads the record, as far as the caller may see it.</param>
    /// <param name="command">May query the database first.</param>
    public Task<Results<Ok<TView>, NotFound>> AskAndRunAsync<T, TView>(
        Guid matter, Func<WorkCall, Task<T?>> find, Func<T, DateTimeOffset, Task<IIntegrationEvent?>> command, Func<T, TView> view)
        where T : class, IVersioned
    {
        var call = this;
        return VersionedCommand.RunAsync(
            Db, Http, MatterLock.Of(matter), () => find(call), async record => Facts(await command(record, call.Clock.GetUtcNow())), view, Cancellation);
    }

    /// <inheritdoc cref="AskAndRunAsync"/>
    public Task<Results<Ok<TView>, NotFound>> RunAsync<T, TView>(
        Guid matter, Func<WorkCall, Task<T?>> find, Func<T, DateTimeOffset, IIntegrationEvent?> command, Func<T, TView> view)
        where T : class, IVersioned =>
        AskAndRunAsync(matter, find, (record, now) => Task.FromResult(command(record, now)), view);

    /// <summary>As <see cref="AskAndRunAsync"/>, for a new record.</summary>
    /// <param name="create">Null if the caller may not see what it belongs to.</param>
    public Task<Results<Created<TView>, NotFound>> CreateAsync<T, TView>(
        Guid matter, Func<WorkCall, DateTimeOffset, Task<(T Record, IIntegrationEvent? Fact)?>> create, Func<T, TView> view, Func<T, string> address)
        where T : class, IVersioned
    {
        var call = this;
        return VersionedCommand.CreateAsync(
            Db, Http, MatterLock.Of(matter),
            async () => await create(call, call.Clock.GetUtcNow()) is var (record, fact) ? (record, Facts(fact)) : null,
            view, address, Cancellation);
    }

    static IEnumerable<IIntegrationEvent> Facts(IIntegrationEvent? fact) => fact is null ? [] : [fact];
}
