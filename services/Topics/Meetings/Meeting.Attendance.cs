using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Meetings.Attendance;
using static Supervision.Topics.Meetings.MeetingRules;

namespace Supervision.Topics.Meetings;

/// <summary>Invitations, answers and attendance.</summary>
public sealed partial class Meeting
{
    readonly List<Invitation> _invitations = [];

    public IReadOnlyList<Invitation> Invitations => _invitations;

    /// <summary>People from outside the platform who were there.</summary>
    public IReadOnlyList<Guest> Guests { get; private set; } = [];

    /// <summary>Invites people of the district, inside or outside the two bodies; once the meeting is called, they are notified at once.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">meeting.not_ahead</exception>
    internal MeetingCalled? Invite(IEnumerable<Person> people, Caller by, DateTimeOffset now)
    {
        Require(IsAhead, NotAhead);
        var added = Expect(people);
        return Status is MeetingStatus.Called && added.Count > 0 ? Told(added, by, now) : null;
    }

    /// <summary>Adds people to the invited.</summary>
    /// <returns>Those newly added.</returns>
    internal IReadOnlyList<Invitation> Expect(IEnumerable<Person> people)
    {
        List<Invitation> added =
        [
            .. people.Where(person => !_invitations.Exists(i => i.UserId == person.UserId)).Select(person => new Invitation
            {
                MeetingId = Id,
                UserId = person.UserId,
                District = District,
                Name = person.Name,
                Body = person.Body,
            }),
        ];
        _invitations.AddRange(added);
        return added;
    }

    /// <summary>An invited person answers whether they come.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">meeting.not_called, meeting.not_invited</exception>
    internal InvitationAnswered Reply(bool accepts, string? remark, Caller by, DateTimeOffset now)
    {
        Require(Status is MeetingStatus.Called, NotCalled);
        var invitation = _invitations.Find(i => i.UserId == by.UserId);
        Require(invitation is not null, NotInvited);
        (invitation!.Answer, invitation.Remark, invitation.AnsweredAt) = (accepts ? InvitationAnswer.Accepted : InvitationAnswer.Declined, remark, now);
        return new(Id, District, accepts, by.UserId, now);
    }

    /// <summary>Corrects who was there, until the minutes are issued; the quorum must still be met.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">
    /// meeting.not_held, meeting.minutes_issued, meeting.not_invited, meeting.no_quorum, meeting.no_guests
    /// </exception>
    internal void CorrectAttendance(AttendanceRecord attendance)
    {
        RequireOpenMinutes();
        Attend(attendance);
    }

    /// <summary>Per body, how many came, were invited and were needed.</summary>
    internal BodyAttendance AttendanceOf(string body)
    {
        var invited = _invitations.Count(i => i.Body == body);
        var quorum = Rule.Quorum.FirstOrDefault(q => q.Body == body);
        return new(body, invited, _invitations.Count(i => i.Body == body && i.Present), quorum.Body is null ? 0 : quorum.Needed(invited));
    }

    internal IEnumerable<string> InvitedBodies => _invitations.Select(i => i.Body).Union(Rule.Quorum.Select(q => q.Body)).Order(StringComparer.Ordinal);

    void Attend(AttendanceRecord attendance)
    {
        Require(attendance.Present.All(user => _invitations.Any(i => i.UserId == user)), NotInvited);
        foreach (var quorum in Rule.Quorum)
        {
            var invited = _invitations.Where(i => i.Body == quorum.Body).ToList();
            var (present, needed) = (invited.Count(i => attendance.Present.Contains(i.UserId)), quorum.Needed(invited.Count));
            Require(present >= needed, NoQuorum, quorum.Body, present, needed);
        }

        Require(!Rule.NeedsGuests || attendance.Guests.Count > 0, NoGuests);
        foreach (var invitation in _invitations) invitation.Present = attendance.Present.Contains(invitation.UserId);
        Guests = attendance.Guests;
    }
}

/// <summary>Attendance of one body.</summary>
/// <param name="Needed">How many its quorum requires; 0 without a quorum.</param>
public sealed record BodyAttendance(string Body, int Invited, int Present, int Needed);
