using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Documents;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Meetings.Decisions;

namespace Supervision.Topics.Meetings.Minutes;

/// <summary>Until issued, minutes always show the current attendance, agenda and decisions; once issued, they are fixed.</summary>
internal static class MinutesEndpoints
{
    public static void MapMinutes(this RouteGroupBuilder meetings)
    {
        meetings.MapPut("/{id:guid}/minutes", WriteAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("WriteMinutes").WithSummary("Writes the minutes' own text; attendance, agenda and decisions are added automatically.");
        meetings.MapPost("/{id:guid}/minutes/issue", IssueAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("IssueMinutes").WithSummary("Issues the minutes (印发), once no decision waits for a leader; they are fixed from then on.");
        meetings.MapGet("/{id:guid}/minutes", GetAsync)
            .WithName("GetMinutes").WithSummary("The minutes as a Word document (R3): for those who oversee meetings also as a draft.")
            .Produces<FileContentHttpResult>(contentType: OfficialDocument.ContentType).ProducesProblem(StatusCodes.Status409Conflict);
    }

    static Task<Results<Ok<MeetingStanding>, NotFound>> WriteAsync([AsParameters] MeetingCall call, MinutesRequest request) =>
        call.RunAsync((meeting, _) =>
        {
            meeting.WriteMinutes(request.Text);
            return null;
        });

    static Task<Results<Ok<MeetingStanding>, NotFound>> IssueAsync([AsParameters] MeetingCall call, DistrictNames districts) =>
        call.AskAndRunAsync(async (meeting, now) =>
        {
            var decisions = await DecisionsAsync(call, meeting);
            var content = MinutesContent.Of(meeting, decisions, districts, DistrictTime.DayAt(now));
            return meeting.IssueMinutes(content, decisions.Count(d => d.Status is DecisionStatus.Pending), call.Caller, now);
        });

    static async Task<Results<FileContentHttpResult, NotFound>> GetAsync([AsParameters] MeetingCall call, DistrictNames districts)
    {
        if (await call.FindAsync() is not { } meeting) return TypedResults.NotFound();
        Require(meeting.Status is MeetingStatus.Held, MeetingRules.NotHeld);
        Require(meeting.IssuedMinutes is not null || call.Caller.IsAny(MeetingAccess.Overseers), MeetingRules.MinutesNotIssued);
        var minutes = meeting.IssuedMinutes ?? MinutesContent.Of(meeting, await DecisionsAsync(call, meeting), districts, issued: null);
        call.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(MinutesDocument.Write(minutes), OfficialDocument.ContentType, $"{minutes.Subject}.docx");
    }

    static Task<List<Decision>> DecisionsAsync(MeetingCall call, Meeting meeting) =>
        call.Db.Set<Decision>().AsNoTracking().Include(d => d.Concurrences).Where(d => d.MeetingId == meeting.Id).OrderBy(d => d.Id).ToListAsync(call.Cancellation);
}
