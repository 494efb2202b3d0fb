using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Meetings.Attendance;
using Supervision.Topics.Meetings.Minutes;
using static Supervision.Topics.Meetings.MeetingRules;

namespace Supervision.Topics.Meetings;

/// <summary>
/// A meeting (R3): planned, called, held. Each command checks its rule first, changes the state and returns the fact to publish. The
/// other parts are in Meeting.Agenda.cs and Meeting.Attendance.cs.
/// </summary>
public sealed partial class Meeting
{
    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public MeetingKind Kind { get; private set; }

    public MeetingStatus Status { get; private set; }

    public string Title { get; private set; } = "";

    public string Place { get; private set; } = "";

    public DateTimeOffset Starts { get; private set; }

    /// <summary>The month it belongs to, in the district's zone: its first day.</summary>
    public DateOnly Month { get; private set; }

    /// <summary>The topic it is about, if any.</summary>
    public Guid? TopicId { get; private set; }

    /// <summary>The month it is the series' meeting of, if the series planned it.</summary>
    public DateOnly? SeriesMonth { get; private set; }

    /// <summary>Its number among the year's meetings of its kind, from 1; assigned when it is held.</summary>
    public int? Ordinal { get; private set; }

    /// <summary>Who planned it; empty for the monthly series.</summary>
    public Guid PlannedBy { get; private set; }

    public DateTimeOffset PlannedAt { get; private set; }

    public DateTimeOffset? CalledAt { get; private set; }

    public DateTimeOffset? HeldAt { get; private set; }

    /// <summary>Why it was cancelled.</summary>
    public string? Reason { get; private set; }

    /// <summary>How many decisions it took.</summary>
    public int DecisionCount { get; private set; }

    /// <summary>The minutes' own text, beyond attendance, agenda and decisions.</summary>
    public string? Minutes { get; private set; }

    public DateTimeOffset? MinutesIssuedAt { get; private set; }

    /// <summary>The minutes as they were issued.</summary>
    public MinutesContent? IssuedMinutes { get; private set; }

    /// <summary>The row's version (<c>xmin</c>), shown as ETag.</summary>
    public uint Version { get; private set; }

    internal KindRule Rule => KindRule.Of(Kind);

    /// <summary>Whether it is still upcoming.</summary>
    public bool IsAhead => Status is MeetingStatus.Planned or MeetingStatus.Called;

    Meeting()
    {
    }

    /// <summary>Plans a meeting.</summary>
    /// <param name="by">Null for the district's monthly series.</param>
    /// <param name="seriesMonth">First day of the month it is the series' meeting of.</param>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">meeting.topic_needed, meeting.topic_unfit</exception>
    internal static Meeting Plan(string district, MeetingPlan plan, Caller? by, DateTimeOffset now, DateOnly? seriesMonth = null)
    {
        var meeting = new Meeting
        {
            Id = Guid.CreateVersion7(now),
            District = district,
            Kind = plan.Kind,
            Status = MeetingStatus.Planned,
            TopicId = plan.TopicId,
            SeriesMonth = seriesMonth,
            PlannedBy = by?.UserId ?? Guid.Empty,
            PlannedAt = now,
        };
        Require(!meeting.Rule.NeedsTopic || plan.TopicId is not null, TopicNeeded);
        Require(plan.Kind is not MeetingKind.Joint || plan.TopicId is null, TopicUnfit);
        meeting.Take(plan.Title, plan.Place, plan.Starts);
        return meeting;
    }

    /// <summary>Changes time and place of an upcoming meeting; people already invited are notified.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">meeting.not_ahead</exception>
    public MeetingCalled? Move(string title, string place, DateTimeOffset starts, Caller by, DateTimeOffset now)
    {
        Require(IsAhead, NotAhead);
        var moved = Starts != starts || Place != place;
        Take(title, place, starts);
        return moved && Status is MeetingStatus.Called ? Told(_invitations, by, now) : null;
    }

    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">meeting.not_ahead</exception>
    public MeetingCancelled Cancel(string reason, Caller by, DateTimeOffset now)
    {
        Require(IsAhead, NotAhead);
        (Status, Reason) = (MeetingStatus.Cancelled, reason);
        return new(Id, District, Kind.ToString(), Starts, [.. _invitations.Select(i => i.UserId)], by.UserId, now);
    }

    /// <summary>Sends the invitations out.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">meeting.not_planned, meeting.nobody_invited, meeting.agenda_empty</exception>
    public MeetingCalled Call(Caller by, DateTimeOffset now)
    {
        Require(Status is MeetingStatus.Planned, NotPlanned);
        foreach (var quorum in Rule.Quorum) Require(_invitations.Any(i => i.Body == quorum.Body), NobodyInvited, quorum.Body);
        Require(Matters.Any(), AgendaEmpty);
        (Status, CalledAt) = (MeetingStatus.Called, now);
        return Told(_invitations, by, now);
    }

    /// <summary>
    /// Records that the meeting took place, with a quorum of each body, on the agenda version the caller saw. From here on it can decide.
    /// </summary>
    /// <param name="ordinal">Its number among the year's meetings of its kind.</param>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">
    /// meeting.not_called, meeting.too_early, meeting.agenda_stale, meeting.not_invited, meeting.no_quorum, meeting.no_guests
    /// </exception>
    internal MeetingHeld Hold(int agendaVersion, AttendanceRecord attendance, int ordinal, Caller by, DateTimeOffset now)
    {
        Require(Status is MeetingStatus.Called, NotCalled);
        Require(Starts <= now, TooEarly);
        RequireAgenda(agendaVersion);
        Attend(attendance);
        (Status, HeldAt, Ordinal) = (MeetingStatus.Held, now, ordinal);
        return new(Id, District, Kind.ToString(), Starts, ordinal, by.UserId, now);
    }

    /// <summary>Writes the minutes' own text, until they are issued.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">meeting.not_held, meeting.minutes_issued</exception>
    public void WriteMinutes(string text)
    {
        RequireOpenMinutes();
        Minutes = text;
    }

    /// <summary>Issues the minutes (印发纪要): attendance, agenda and decisions are fixed from here on.</summary>
    /// <param name="content">Content of the minutes.</param>
    /// <param name="pending">How many decisions still wait for a leader.</param>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">
    /// meeting.not_held, meeting.minutes_issued, meeting.minutes_missing, meeting.decisions_pending
    /// </exception>
    public MinutesIssued IssueMinutes(MinutesContent content, int pending, Caller by, DateTimeOffset now)
    {
        RequireOpenMinutes();
        Require(Minutes is not null, MinutesMissing);
        Require(pending == 0, DecisionsPending, pending);
        (MinutesIssuedAt, IssuedMinutes) = (now, content);
        return new(Id, District, Kind.ToString(), [.. _invitations.Select(i => i.UserId)], by.UserId, now);
    }

    /// <summary>Counts a recorded decision, so that the meeting's row changes with it.</summary>
    internal void NoteDecision() => DecisionCount++;

    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">meeting.not_held, meeting.minutes_issued</exception>
    internal void RequireOpenMinutes()
    {
        Require(Status is MeetingStatus.Held, NotHeld);
        Require(MinutesIssuedAt is null, MeetingRules.MinutesIssued);
    }

    void Take(string title, string place, DateTimeOffset starts) =>
        (Title, Place, Starts, Month) = (title, place, starts, DistrictTime.MonthAt(starts));

    MeetingCalled Told(IEnumerable<Invitation> invited, Caller by, DateTimeOffset now) =>
        new(Id, District, Kind.ToString(), Starts, [.. invited.Where(i => i.Answer is not InvitationAnswer.Declined).Select(i => i.UserId)], by.UserId, now);
}

/// <summary>Content of a planned meeting.</summary>
internal sealed record MeetingPlan(MeetingKind Kind, string Title, string Place, DateTimeOffset Starts, Guid? TopicId = null);
