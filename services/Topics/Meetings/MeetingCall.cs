using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;

namespace Supervision.Topics.Meetings;

/// <summary>A request about one meeting: the caller, and what every command and read of it needs.</summary>
internal readonly record struct MeetingCall(
    Guid Id, Caller Caller, TopicsDb Db, MeetingAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    /// <summary>The meeting with its agenda and invitations, if it exists and the caller may read it.</summary>
    public Task<Meeting?> FindAsync()
    {
        var id = Id;
        return Db.Set<Meeting>().Where(Access.Readable(Caller)).Include(m => m.Agenda).Include(m => m.Invitations).AsSplitQuery()
            .SingleOrDefaultAsync(meeting => meeting.Id == id, Cancellation);
    }

    /// <summary>Runs a command on the meeting: state and event are saved together.</summary>
    /// <param name="command">May query the database first.</param>
    public async Task<Results<Ok<MeetingStanding>, NotFound>> AskAndRunAsync(Func<Meeting, DateTimeOffset, Task<IMeetingEvent?>> command)
    {
        if (await FindAsync() is not { } meeting) return TypedResults.NotFound();
        Http.Request.CheckMatch(meeting.Version);
        if (await command(meeting, Clock.GetUtcNow()) is { } fact) Db.Enqueue(fact);
        await Db.SaveChangesAsync(Cancellation);
        Http.SetEntityTag(meeting.Version);
        return TypedResults.Ok(MeetingStanding.For(meeting));
    }

    /// <inheritdoc cref="AskAndRunAsync"/>
    public Task<Results<Ok<MeetingStanding>, NotFound>> RunAsync(Func<Meeting, DateTimeOffset, IMeetingEvent?> command) =>
        AskAndRunAsync((meeting, now) => Task.FromResult(command(meeting, now)));
}
