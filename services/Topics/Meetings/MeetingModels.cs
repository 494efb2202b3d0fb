using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;
using Supervision.Topics.Meetings.Agenda;
using Supervision.Topics.Meetings.Attendance;

namespace Supervision.Topics.Meetings;

/// <param name="Title">At most 200 characters.</param>
/// <param name="TopicId">For a consultation: the topic it is about.</param>
public sealed record PlanRequest(
    MeetingKind Kind, [PlainText(200)] string Title, [PlainText(200)] string Place, DateTimeOffset Starts, Guid? TopicId = null)
{
    internal MeetingPlan Plan => new(Kind, Title, Place, Starts.ToUniversalTime(), TopicId);
}

/// <param name="Title">At most 200 characters.</param>
public sealed record MoveRequest([PlainText(200)] string Title, [PlainText(200)] string Place, DateTimeOffset Starts);

/// <param name="Reason">Why, at most 2,000 characters.</param>
public sealed record CancelRequest([PlainText(2000)] string Reason);

/// <param name="Users">Active people of the district (<c>GET /api/topics/meetings/invitees</c>), at most 200.</param>
public sealed record InviteRequest([MinLength(1), MaxLength(200)] IReadOnlyList<Guid> Users);

/// <param name="Remark">Why not, or any remark; at most 500 characters.</param>
public sealed record ReplyRequest(bool Accepts, [PlainText(500)] string? Remark = null);

/// <param name="Name">At most 100 characters.</param>
/// <param name="From">Unit or place, at most 200 characters.</param>
public sealed record GuestRequest([PlainText(100)] string Name, [PlainText(200)] string? From = null);

/// <summary>Who was there.</summary>
/// <param name="Present">Invited people who were present.</param>
/// <param name="Guests">From outside the platform.</param>
public sealed record AttendanceRequest([MaxLength(200)] IReadOnlyList<Guid> Present, [MaxLength(200)] IReadOnlyList<GuestRequest>? Guests = null)
{
    internal AttendanceRecord Record => new([.. Present.Distinct()], [.. (Guests ?? []).Select(guest => new Guest(guest.Name, guest.From))]);
}

/// <param name="AgendaVersion">The agenda the meeting followed.</param>
/// <param name="Attendance">Who was there.</param>
public sealed record HoldRequest(int AgendaVersion, AttendanceRequest Attendance);

/// <param name="Title">At most 300 characters.</param>
/// <param name="Note">At most 2,000 characters.</param>
/// <param name="Id">The existing item to keep; null for one added by hand.</param>
public sealed record AgendaLineRequest([PlainText(300)] string Title, [PlainText(2000)] string? Note = null, Guid? Id = null);

/// <param name="Items">The whole agenda in order, at most 100 items; an item left out is removed.</param>
public sealed record AgendaRequest([MaxLength(Meeting.MostMatters)] IReadOnlyList<AgendaLineRequest> Items);

/// <param name="Text">The minutes' own text, beyond attendance, agenda and decisions, at most 20,000 characters.</param>
public sealed record MinutesRequest([PlainText(20_000)] string Text);

/// <summary>Status of a meeting after a command.</summary>
public sealed record MeetingStanding(Guid Id, MeetingKind Kind, MeetingStatus Status, DateTimeOffset Starts, int AgendaVersion, int? Ordinal)
{
    internal static MeetingStanding For(Meeting meeting) =>
        new(meeting.Id, meeting.Kind, meeting.Status, meeting.Starts, meeting.AgendaVersion, meeting.Ordinal);
}

/// <summary>A meeting in a list.</summary>
/// <param name="Answer">The caller's answer, if invited.</param>
public sealed record MeetingRow(
    Guid Id, MeetingKind Kind, MeetingStatus Status, string Title, string Place, DateTimeOffset Starts, Guid? TopicId, int? Ordinal,
    DateTimeOffset? MinutesIssuedAt, InvitationAnswer? Answer);

/// <summary>A meeting with its agenda and, for those who oversee it, its invitations.</summary>
/// <param name="Reason">Why it was cancelled.</param>
/// <param name="Attendance">By body.</param>
/// <param name="Invitations">All of them for those who oversee meetings, else the caller's own.</param>
/// <param name="Minutes">The minutes' own text: for those who oversee meetings, for others once issued.</param>
public sealed record MeetingView(
    Guid Id, MeetingKind Kind, MeetingStatus Status, string Title, string Place, DateTimeOffset Starts, DateOnly Month, Guid? TopicId, int? Ordinal,
    DateTimeOffset? CalledAt, DateTimeOffset? HeldAt, string? Reason, AgendaView Agenda, IReadOnlyList<BodyAttendance> Attendance,
    IReadOnlyList<InvitationView> Invitations, IReadOnlyList<Guest> Guests, string? Minutes, DateTimeOffset? MinutesIssuedAt);

/// <summary>An agenda.</summary>
/// <param name="Version">Identifies it when the meeting is held and when it decides.</param>
public sealed record AgendaView(int Version, IReadOnlyList<AgendaItemView> Items)
{
    internal static AgendaView For(Meeting meeting) => new(meeting.AgendaVersion, [.. meeting.Matters.Select(AgendaItemView.For)]);
}

/// <summary>A matter on an agenda.</summary>
/// <param name="SubjectId">The topic, form, duty item or refused decision it is about.</param>
public sealed record AgendaItemView(Guid Id, AgendaKind Kind, Guid? SubjectId, string Title, string? Note)
{
    internal static AgendaItemView For(AgendaItem item) => new(item.Id, item.Kind, item.SubjectId, item.Title, item.Note);
}

/// <summary>An invitation, its answer and attendance.</summary>
public sealed record InvitationView(Guid UserId, string Name, string Body, InvitationAnswer Answer, string? Remark, bool Present)
{
    internal static InvitationView For(Invitation i) => new(i.UserId, i.Name, i.Body, i.Answer, i.Remark, i.Present);
}

/// <summary>Somebody who can be invited.</summary>
public sealed record InviteeView(Guid UserId, string Name, string Body, IReadOnlyList<string> Roles);
