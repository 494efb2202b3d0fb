using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.Data;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Work;

/// <summary>A record of joint work that is changed by commands.</summary>
internal interface IWorkRecord
{
    /// <summary>The row's version (<c>xmin</c>), shown as ETag.</summary>
    uint Version { get; }
}

/// <summary>A call about the joint work: who asks, and what every command and read needs.</summary>
internal readonly record struct WorkCall(
    Caller Caller, TopicsDb Db, WorkAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>The topic, if it exists and the caller reads its joint work.</summary>
    public Task<Topic?> TopicAsync(Guid id) => Db.Topics.Where(Access.Readable(Caller)).SingleOrDefaultAsync(topic => topic.Id == id, Cancellation);

    /// <summary>As <see cref="TopicAsync"/>; and it has to stand in one of the stages.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">work.topic_not_open</exception>
    public async Task<Topic?> TopicInAsync(Guid id, params TopicStatus[] stages)
    {
        var topic = await TopicAsync(id);
        if (topic is not null) Require(stages.Contains(topic.Status), TopicNotOpen);
        return topic;
    }

    /// <summary>
    /// Runs a command in one transaction, in which nobody else changes the same matter: two who act at the same instant act one after the
    /// other, the second on what the first left. State and event are saved together.
    /// </summary>
    /// <param name="matter">Id of what is kept from others: the topic where its gates ask for the record, else the record.</param>
    /// <param name="find">Loads the record, as far as the caller may see it.</param>
    /// <param name="command">May ask the database first.</param>
    public async Task<Results<Ok<TView>, NotFound>> AskAndRunAsync<T, TView>(
        Guid matter, Func<WorkCall, Task<T?>> find, Func<T, DateTimeOffset, Task<IIntegrationEvent?>> command, Func<T, TView> view)
        where T : class, IWorkRecord
    {
        Results<Ok<TView>, NotFound> result = TypedResults.NotFound();
        var call = this;
        await Db.InTransactionAsync(async () =>
        {
            await call.Db.LockMatterAsync(matter, call.Cancellation);
            if (await find(call) is not { } record) return;
            call.Http.Request.CheckMatch(record.Version);
            if (await command(record, call.Clock.GetUtcNow()) is { } fact) call.Db.Enqueue(fact);
            await call.Db.SaveChangesAsync(call.Cancellation);
            call.Http.SetEntityTag(record.Version);
            result = TypedResults.Ok(view(record));
        }, Cancellation);
        return result;
    }

    /// <inheritdoc cref="AskAndRunAsync"/>
    public Task<Results<Ok<TView>, NotFound>> RunAsync<T, TView>(
        Guid matter, Func<WorkCall, Task<T?>> find, Func<T, DateTimeOffset, IIntegrationEvent?> command, Func<T, TView> view)
        where T : class, IWorkRecord =>
        AskAndRunAsync(matter, find, (record, now) => Task.FromResult(command(record, now)), view);

    /// <summary>As <see cref="AskAndRunAsync"/>, for what is made anew.</summary>
    /// <param name="create">Null where what it belongs to is not the caller's to see.</param>
    public async Task<Results<Created<TView>, NotFound>> CreateAsync<T, TView>(
        Guid matter, Func<WorkCall, DateTimeOffset, Task<(T Record, IIntegrationEvent? Fact)?>> create, Func<T, TView> view, Func<T, string> address)
        where T : class, IWorkRecord
    {
        Results<Created<TView>, NotFound> result = TypedResults.NotFound();
        var call = this;
        await Db.InTransactionAsync(async () =>
        {
            await call.Db.LockMatterAsync(matter, call.Cancellation);
            if (await create(call, call.Clock.GetUtcNow()) is not var (record, fact)) return;
            call.Db.Add(record);
            if (fact is not null) call.Db.Enqueue(fact);
            await call.Db.SaveChangesAsync(call.Cancellation);
            call.Http.SetEntityTag(record.Version);
            result = TypedResults.Created(address(record), view(record));
        }, Cancellation);
        return result;
    }
}

internal static class WorkLock
{
    /// <summary>Keeps a matter from other commands until the transaction ends. A gate that asks for facts of a topic takes the same lock.</summary>
    public static Task LockMatterAsync(this DbContext db, Guid matter, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"matter/{matter}"}, 0))", ct);
}
