using System.Globalization;
using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules.Meetings;

/// <summary>Notifies the invited, also when the meeting is moved (R3).</summary>
internal sealed class MeetingCalledRule : IRule<MeetingCalled>
{
    public IEnumerable<Notice> Tell(MeetingCalled e) =>
        MeetingNotice.Of(e, "meeting.called", Urgency.Action, MeetingNotice.Persons(e.Invited), ("starts", e.Starts.ToString("O")));
}

internal sealed class MeetingCancelledRule : IRule<MeetingCancelled>
{
    public IEnumerable<Notice> Tell(MeetingCancelled e) =>
        MeetingNotice.Of(e, "meeting.cancelled", Urgency.Action, MeetingNotice.Persons(e.Invited), ("starts", e.Starts.ToString("O")));
}

internal sealed class MinutesIssuedRule : IRule<MinutesIssued>
{
    public IEnumerable<Notice> Tell(MinutesIssued e) => MeetingNotice.Of(e, "meeting.minutes_issued", Urgency.Information, MeetingNotice.Persons(e.Invited));
}

/// <summary>Notifies those who give the two approvals, the two keys (R4).</summary>
internal sealed class DecisionAwaitingConcurrenceRule : IRule<DecisionAwaitingConcurrence>
{
    public IEnumerable<Notice> Tell(DecisionAwaitingConcurrence e) =>
        MeetingNotice.Of(e, "decision.awaiting_concurrence", Urgency.Action, MeetingNotice.Persons(e.Leaders));
}

/// <summary>Notifies those who carry the decision out, in both bodies.</summary>
internal sealed class DecisionAdoptedRule : IRule<DecisionAdopted>
{
    public IEnumerable<Notice> Tell(DecisionAdopted e) => MeetingNotice.Of(
        e, "decision.adopted", Urgency.Information,
        [new(Bodies.Cppcc) { Roles = [Cppcc.Office, Cppcc.Liaison] }, new(Bodies.Discipline) { Roles = [Discipline.Liaison] }]);
}

/// <summary>Notifies whoever recorded it, who has to put it on the next agenda.</summary>
internal sealed class DecisionRefusedRule : IRule<DecisionRefused>
{
    public IEnumerable<Notice> Tell(DecisionRefused e) => MeetingNotice.Of(e, "decision.refused", Urgency.Action, MeetingNotice.Persons([e.Recorder]));
}

/// <summary>Notifies the liaisons that a month passed without a joint meeting (R3).</summary>
internal sealed class JointMeetingMissedRule : IRule<JointMeetingMissed>
{
    public IEnumerable<Notice> Tell(JointMeetingMissed e)
    {
        var month = new Dictionary<string, string> { ["month"] = e.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture) };
        return MeetingNotice.Persons(e.Told).Select(to => new Notice("meeting.month_missed", to, "/meetings", Guid.Empty, e.At) { Urgency = Urgency.Action, Arguments = month });
    }
}

/// <summary>A notice about a meeting.</summary>
internal static class MeetingNotice
{
    public static IReadOnlyList<Audience> Persons(IReadOnlyList<Guid> users) => Audience.InAnyBody([.. users.Select(user => (Guid?)user)]);

    public static IEnumerable<Notice> Of(
        IMeetingEvent e, string kind, Urgency urgency, IReadOnlyList<Audience> audiences, params (string Name, string Value)[] values) =>
        audiences.Select(to => new Notice(kind, to, $"/meetings/{e.MeetingId}", e.By, e.At) { Urgency = urgency, Arguments = values.ToDictionary(v => v.Name, v => v.Value) });
}
