using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;

namespace Supervision.Topics.Meetings;

internal static class MeetingListEndpoints
{
    public static void MapMeetingLists(this RouteGroupBuilder meetings) => meetings.MapGet("/", ListAsync)
        .WithName("ListMeetings").WithSummary("The meetings the caller may read: search, filter, sort, page by cursor.");

    static async Task<Ok<Page<MeetingRow>>> ListAsync(
        [AsParameters] MeetingQuery query, Caller caller, TopicsDb db, MeetingAccess access, CancellationToken ct)
    {
        if (!Validator.TryValidateObject(query, new ValidationContext(query), null, validateAllProperties: true))
            throw new RequestProblem(StatusCodes.Status400BadRequest, "request.invalid");
        var found = await db.Set<Meeting>().AsNoTracking().Where(access.Readable(caller)).Where(query, caller).Paged(query)
            .Select(m => new MeetingRow(
                m.Id, m.Kind, m.Status, m.Title, m.Place, m.Starts, m.TopicId, m.Ordinal, m.MinutesIssuedAt,
                m.Invitations.Where(i => i.UserId == caller.UserId).Select(i => (InvitationAnswer?)i.Answer).FirstOrDefault()))
            .ToListAsync(ct);
        var page = found.Take(query.PageSize).ToList();
        return TypedResults.Ok(new Page<MeetingRow>(page, found.Count > query.PageSize ? MeetingList.CursorAt(page[^1]) : null));
    }
}
