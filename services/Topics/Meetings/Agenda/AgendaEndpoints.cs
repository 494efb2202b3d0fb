using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Meetings.Decisions;

namespace Supervision.Topics.Meetings.Agenda;

/// <summary>The agenda has its own version as ETag: an edit of an agenda that changed meanwhile is answered 412.</summary>
internal static class AgendaEndpoints
{
    public static void MapAgenda(this RouteGroupBuilder meetings)
    {
        meetings.MapGet("/{id:guid}/agenda", GetAsync).WithName("GetAgenda").WithSummary("The agenda of a meeting; its version is the ETag.");
        meetings.MapPut("/{id:guid}/agenda", EditAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("EditAgenda").WithSummary("Replaces the agenda by hand: all items, in order. Needs If-Match.");
        meetings.MapPost("/{id:guid}/agenda/assemble", AssembleAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("AssembleAgenda").WithSummary("Adds matters waiting for a joint meeting now instead of at the next automatic round.");
    }

    static async Task<Results<Ok<AgendaView>, NotFound>> GetAsync([AsParameters] MeetingCall call)
    {
        if (await call.FindAsync() is not { } meeting) return TypedResults.NotFound();
        return Agenda(call, meeting);
    }

    static async Task<Results<Ok<AgendaView>, NotFound>> EditAsync([AsParameters] MeetingCall call, AgendaRequest request)
    {
        if (await call.FindAsync() is not { } meeting) return TypedResults.NotFound();
        call.Http.Request.CheckMatch((uint)meeting.AgendaVersion, required: true);
        var decided = await call.Db.Set<Decision>().Where(d => d.MeetingId == meeting.Id).Select(d => d.AgendaItemId).ToListAsync(call.Cancellation);
        meeting.EditAgenda([.. request.Items.Select(item => new AgendaLine(item.Id, item.Title, item.Note))], decided, call.Clock.GetUtcNow());
        await call.Db.SaveChangesAsync(call.Cancellation);
        return Agenda(call, meeting);
    }

    static async Task<Results<Ok<AgendaView>, NotFound>> AssembleAsync([AsParameters] MeetingCall call, WaitingMatters waiting)
    {
        await using var transaction = await call.Db.Database.BeginTransactionAsync(call.Cancellation);
        // The automatic round (JointMeetingCare) holds the meeting's row while it does the same.
        await call.Db.Database.ExecuteSqlAsync($"select from meetings where id = {call.Id} for update", call.Cancellation);
        if (await call.FindAsync() is not { } meeting) return TypedResults.NotFound();
        Require(meeting.IsAhead && meeting.Kind is MeetingKind.Joint, MeetingRules.NotAhead);
        var now = call.Clock.GetUtcNow();
        meeting.Assemble(await waiting.OfAsync(meeting.District, meeting.Id, now, call.Cancellation), now);
        await call.Db.SaveChangesAsync(call.Cancellation);
        await transaction.CommitAsync(call.Cancellation);
        return Agenda(call, meeting);
    }

    static Ok<AgendaView> Agenda(MeetingCall call, Meeting meeting)
    {
        call.Http.SetEntityTag((uint)meeting.AgendaVersion);
        return TypedResults.Ok(AgendaView.For(meeting));
    }
}
