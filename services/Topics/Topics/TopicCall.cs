using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Data;

namespace Supervision.Topics.Topics;

/// <summary>A request about one topic: the caller, and what every command and read of it needs.</summary>
internal readonly record struct TopicCall(
    Guid Id, Caller Caller, TopicsDb Db, TopicAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>The topic, if it exists and the caller may read it.</summary>
    public Task<Topic?> FindAsync()
    {
        var id = Id;
        return Db.Topics.Where(Access.Readable(Caller)).SingleOrDefaultAsync(topic => topic.Id == id, Cancellation);
    }

    /// <summary>Runs a command on the topic: state, history and event are saved together.</summary>
    /// <param name="command">May query the database first.</param>
    public async Task<Results<Ok<TopicStanding>, NotFound>> AskAndRunAsync(Func<Topic, DateTimeOffset, Task<IIntegrationEvent?>> command)
    {
        if (await FindAsync() is not { } topic) return TypedResults.NotFound();
        Http.Request.CheckMatch(topic.Version);
        if (await command(topic, Clock.GetUtcNow()) is { } fact) Db.Enqueue(fact);
        await Db.SaveChangesAsync(Cancellation);
        Http.SetEntityTag(topic.Version);
        return TypedResults.Ok(TopicStanding.For(topic));
    }

    /// <inheritdoc cref="AskAndRunAsync"/>
    public Task<Results<Ok<TopicStanding>, NotFound>> RunAsync(Func<Topic, DateTimeOffset, IIntegrationEvent?> command) =>
        AskAndRunAsync((topic, now) => Task.FromResult(command(topic, now)));

    /// <summary>As <see cref="AskAndRunAsync"/>, all in one transaction.</summary>
    public async Task<Results<Ok<TopicStanding>, NotFound>> RunInTransactionAsync(Func<Topic, DateTimeOffset, Task<IIntegrationEvent?>> command)
    {
        Results<Ok<TopicStanding>, NotFound> result = TypedResults.NotFound();
        var call = this;
        await Db.InTransactionAsync(async () => result = await call.AskAndRunAsync(command), Cancellation);
        return result;
    }
}
