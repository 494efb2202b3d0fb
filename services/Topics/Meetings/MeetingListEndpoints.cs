using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Meetings.Attendance;

namespace Supervision.Topics.Meetings;

internal static class MeetingListEndpoints
{
    static readonly string[] Head = ["会议类型", "状态", "会议名称", "地点", "时间", "年内次序", "纪要印发时间"];

    public static void MapMeetingLists(this RouteGroupBuilder meetings)
    {
        meetings.MapGet("/", ListAsync).WithName("ListMeetings").WithSummary("The meetings the caller may read: search, filter, sort, page by cursor.");
        meetings.MapGet("/export", Export).WithName("ExportMeetings").WithSummary("The whole list as a spreadsheet.");
    }

    static async Task<Ok<Page<MeetingRow>>> ListAsync(
        [AsParameters] MeetingQuery query, Caller caller, TopicsDb db, MeetingAccess access, CancellationToken ct)
    {
        Check(query);
        var found = await db.Set<Meeting>().AsNoTracking().Where(access.Readable(caller)).Where(query, caller).After(query).Sorted(query).Take(query.PageSize + 1)
            .Select(m => new MeetingRow(
                m.Id, m.Kind, m.Status, m.Title, m.Place, m.Starts, m.TopicId, m.Ordinal, m.MinutesIssuedAt,
                m.Invitations.Where(i => i.UserId == caller.UserId).Select(i => (InvitationAnswer?)i.Answer).FirstOrDefault()))
            .ToListAsync(ct);
        var page = found.Take(query.PageSize).ToList();
        return TypedResults.Ok(new Page<MeetingRow>(page, found.Count > query.PageSize ? MeetingList.CursorAt(page[^1]) : null));
    }

    static SheetResult Export([AsParameters] MeetingQuery query, Caller caller, TopicsDb db, MeetingAccess access)
    {
        Check(query);
        var meetings = db.Set<Meeting>().AsNoTracking().Where(access.Readable(caller)).Where(query, caller).Sorted(query)
            .Select(m => new { m.Kind, m.Status, m.Title, m.Place, m.Starts, m.Ordinal, m.MinutesIssuedAt }).AsAsyncEnumerable();
        return new SheetResult("会议", Head, meetings.Select(m => new object?[]
        {
            MeetingLabels.Of(m.Kind), MeetingLabels.Of(m.Status), m.Title, m.Place, Labels.At(m.Starts), m.Ordinal, Labels.At(m.MinutesIssuedAt),
        }));
    }

    static void Check(MeetingQuery query)
    {
        if (!Validator.TryValidateObject(query, new ValidationContext(query), null, validateAllProperties: true))
            throw new RequestProblem(StatusCodes.Status400BadRequest, "request.invalid");
    }
}
