using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Topics.Meetings;

/// <summary>The agenda has a version of its own as ETag: who edits one that changed meanwhile is answered 412.</summary>
internal static class AgendaEndpoints
{
    public static void MapAgenda(this RouteGroupBuilder meetings)
    {
        meetings.MapGet("/{id:guid}/agenda", GetAsync).WithName("GetAgenda").WithSummary("The agenda of a meeting; its version is the ETag.");
        meetings.MapPut("/{id:guid}/agenda", EditAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("EditAgenda").WithSummary("Edits the agenda by hand: the whole of it, in order. Needs If-Match.");
        meetings.MapPost("/{id:guid}/agenda/assemble", AssembleAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("AssembleAgenda").WithSummary("Puts what waits for a joint meeting on the agenda now, as happens by itself every little while.");
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
        if (await call.FindAsync() is not { } meeting) return TypedResults.NotFound();
        Require(meeting.IsAhead && meeting.Kind is MeetingKind.Joint, MeetingRules.NotAhead);
        var now = call.Clock.GetUtcNow();
        meeting.Assemble(await waiting.OfAsync(meeting.District, meeting.Id, now, call.Cancellation), now);
        await call.Db.SaveChangesAsync(call.Cancellation);
        return Agenda(call, meeting);
    }

    static Ok<AgendaView> Agenda(MeetingCall call, Meeting meeting)
    {
        call.Http.SetEntityTag((uint)meeting.AgendaVersion);
        return TypedResults.Ok(AgendaView.For(meeting));
    }
}
