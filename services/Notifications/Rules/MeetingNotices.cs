using System.Globalization;
using Supervision.Contracts;
using static Supervision.Notifications.Rules.Groups;

namespace Supervision.Notifications.Rules;

/// <summary>Joint and office meetings (R3), their decisions with two keys (R4).</summary>
internal static class MeetingNotices
{
    public static IReadOnlyList<Rule> Rows =>
    [
        On<MeetingCalled>("meeting.called").To(e => e.Invited, AnyBody).Action().With("starts", e => e.Starts), // also when it is moved
        On<MeetingCancelled>("meeting.cancelled").To(e => e.Invited, AnyBody).Action().With("starts", e => e.Starts),
        On<MinutesIssued>("meeting.minutes_issued").To(e => e.Invited, AnyBody),
        Rule.On<JointMeetingMissed>("meeting.month_missed", _ => "/meetings", e => (Guid.Empty, e.At)).To(e => e.Told, AnyBody).Action()
            .With("month", e => e.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)),

        On<DecisionAwaitingConcurrence>("decision.awaiting_concurrence").To(e => e.Leaders, AnyBody).Action(),
        On<DecisionAdopted>("decision.adopted").To(Keepers),
        On<DecisionRefused>("decision.refused").To(e => e.Recorder, AnyBody).Action(), // who has to put it on the next agenda
    ];

    static Rule<TEvent> On<TEvent>(string kind) where TEvent : class, IMeetingEvent =>
        Rule.On<TEvent>(kind, e => $"/meetings/{e.MeetingId}", e => (e.By, e.At));
}
