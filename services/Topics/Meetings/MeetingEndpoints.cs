using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Meetings.Agenda;
using Supervision.Topics.Topics;
using static Supervision.Topics.Meetings.MeetingAccess;

namespace Supervision.Topics.Meetings;

internal static class MeetingEndpoints
{
    public static void MapMeetings(this RouteGroupBuilder meetings)
    {
        meetings.MapPost("/", PlanAsync).RequireRole(Conveners).WithIdempotency<TopicsDb>()
            .WithName("PlanMeeting").WithSummary("Plans a meeting (R3); matters waiting for a joint meeting go on its agenda.");
        meetings.MapGet("/{id:guid}", DetailAsync).WithName("GetMeeting").WithSummary("A meeting with its agenda, attendance and minutes.");
        meetings.MapPut("/{id:guid}", MoveAsync).RequireRole(Conveners)
            .WithName("MoveMeeting").WithSummary("Changes title, place and time of an upcoming meeting; the invited are notified. Needs If-Match.");
        meetings.MapPost("/{id:guid}/call", CallAsync).RequireRole(Conveners)
            .WithName("CallMeeting").WithSummary("Sends the invitations and adds waiting matters to the agenda.");
        meetings.MapPost("/{id:guid}/cancel", CancelAsync).RequireRole(Conveners)
            .WithName("CancelMeeting").WithSummary("Cancels an upcoming meeting.");
        meetings.MapPost("/{id:guid}/hold", HoldAsync).RequireRole(Conveners)
            .WithName("HoldMeeting").WithSummary("Records that the meeting took place with a quorum of each body, on the given agenda version.");
    }

    static async Task<Results<Created<MeetingStanding>, NotFound>> PlanAsync(
        PlanRequest request, Caller caller, TopicsDb db, WaitingMatters waiting, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (request.TopicId is { } topic && !await db.Set<Topic>().AnyAsync(t => t.Id == topic && t.District == caller.District, ct)) return TypedResults.NotFound();
        var meeting = Meeting.Plan(caller.District, request.Plan, caller, now);
        db.Add(meeting);
        if (meeting.Kind is MeetingKind.Joint) meeting.Assemble(await waiting.OfAsync(caller.District, meeting.Id, now, ct), now);
        await db.SaveChangesAsync(ct);
        http.SetEntityTag(meeting.Version);
        return TypedResults.Created($"/api/topics/meetings/{meeting.Id}", MeetingStanding.For(meeting));
    }

    static async Task<Results<Ok<MeetingView>, NotFound>> DetailAsync([AsParameters] MeetingCall call)
    {
        if (await call.FindAsync() is not { } meeting) return TypedResults.NotFound();
        call.Http.SetEntityTag(meeting.Version);
        return TypedResults.Ok(View(meeting, call.Caller));
    }

    static async Task<Results<Ok<MeetingStanding>, NotFound>> MoveAsync([AsParameters] MeetingCall call, MoveRequest request)
    {
        if (call.Http.Request.Headers.IfMatch.Count == 0)
            throw new RequestProblem(StatusCodes.Status428PreconditionRequired, "precondition.required");
        return await call.RunAsync((meeting, now) => meeting.Move(request.Title, request.Place, request.Starts.ToUniversalTime(), call.Caller, now));
    }

    static Task<Results<Ok<MeetingStanding>, NotFound>> CallAsync([AsParameters] MeetingCall call, WaitingMatters waiting) =>
        call.AskAndRunAsync(async (meeting, now) =>
        {
            if (meeting.Kind is MeetingKind.Joint) meeting.Assemble(await waiting.OfAsync(meeting.District, meeting.Id, now, call.Cancellation), now);
            return meeting.Call(call.Caller, now);
        });

    static Task<Results<Ok<MeetingStanding>, NotFound>> CancelAsync([AsParameters] MeetingCall call, CancelRequest request) =>
        call.RunAsync((meeting, now) => meeting.Cancel(request.Reason, call.Caller, now));

    static async Task<Results<Ok<MeetingStanding>, NotFound>> HoldAsync([AsParameters] MeetingCall call, HoldRequest request)
    {
        Results<Ok<MeetingStanding>, NotFound> result = TypedResults.NotFound();
        await call.Db.InTransactionAsync(async () => result = await call.AskAndRunAsync(async (meeting, now) =>
        {
            Require(meeting.Status is MeetingStatus.Called, MeetingRules.NotCalled); // checked first, so that no number is wasted
            var ordinal = await call.Db.NextNumberAsync(meeting.District, $"meeting-{meeting.Kind}", meeting.Month.Year, call.Cancellation);
            return meeting.Hold(request.AgendaVersion, request.Attendance.Record, ordinal, call.Caller, now);
        }), call.Cancellation);
        return result;
    }

    static MeetingView View(Meeting meeting, Caller caller)
    {
        var oversees = caller.IsAny(Overseers);
        return new(
            meeting.Id, meeting.Kind, meeting.Status, meeting.Title, meeting.Place, meeting.Starts, meeting.Month, meeting.TopicId, meeting.Ordinal,
            meeting.CalledAt, meeting.HeldAt, meeting.Reason, AgendaView.For(meeting),
            oversees ? [.. meeting.InvitedBodies.Select(meeting.AttendanceOf)] : [],
            [.. meeting.Invitations.Where(i => oversees || i.UserId == caller.UserId).OrderBy(i => i.Body).ThenBy(i => i.Name).Select(InvitationView.For)],
            meeting.Guests, oversees || meeting.MinutesIssuedAt is not null ? meeting.Minutes : null, meeting.MinutesIssuedAt);
    }
}
