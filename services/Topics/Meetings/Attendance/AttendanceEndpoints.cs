using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Data;

namespace Supervision.Topics.Meetings.Attendance;

/// <summary>Invitations, answers and attendance.</summary>
internal static class AttendanceEndpoints
{
    public static void MapAttendance(this RouteGroupBuilder meetings)
    {
        meetings.MapGet("/invitees", InviteesAsync).RequireRole(TopicAccess.Joint)
            .WithName("ListInvitees").WithSummary("The people of the district who can be invited, of every body.");
        meetings.MapPost("/{id:guid}/invitations", InviteAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("InviteToMeeting").WithSummary("Invites people; once the meeting is called, they are notified at once.");
        meetings.MapPost("/{id:guid}/answer", ReplyAsync).WithName("AnswerInvitation").WithSummary("An invited person answers whether they come.");
        meetings.MapPut("/{id:guid}/attendance", CorrectAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("CorrectAttendance").WithSummary("Corrects who was at a held meeting, until its minutes are issued.");
    }

    static async Task<Ok<IReadOnlyList<InviteeView>>> InviteesAsync(Caller caller, TopicsDb db, CancellationToken ct)
    {
        var people = await db.People.AsNoTracking().Where(p => p.District == caller.District && p.Active)
            .OrderBy(p => p.Body).ThenBy(p => p.Name).Select(p => new InviteeView(p.UserId, p.Name, p.Body, p.Roles)).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<InviteeView>>(people);
    }

    static Task<Results<Ok<MeetingStanding>, NotFound>> InviteAsync([AsParameters] MeetingCall call, InviteRequest request) =>
        call.AskAndRunAsync(async (meeting, now) =>
        {
            var users = request.Users.Distinct().ToArray();
            var people = await call.Db.People.AsNoTracking()
                .Where(p => users.Contains(p.UserId) && p.District == meeting.District && p.Active).ToListAsync(call.Cancellation);
            Require(people.Count == users.Length, MeetingRules.InviteeUnknown);
            return meeting.Invite(people, call.Caller, now);
        });

    static Task<Results<Ok<MeetingStanding>, NotFound>> ReplyAsync([AsParameters] MeetingCall call, ReplyRequest request) =>
        call.RunAsync((meeting, now) => meeting.Reply(request.Accepts, request.Remark, call.Caller, now));

    static Task<Results<Ok<MeetingStanding>, NotFound>> CorrectAsync([AsParameters] MeetingCall call, AttendanceRequest request) =>
        call.RunAsync((meeting, _) =>
        {
            meeting.CorrectAttendance(request.Record);
            return null;
        });
}
