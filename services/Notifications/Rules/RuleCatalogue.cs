using MassTransit;
using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>The tables of all areas.</summary>
internal static class RuleCatalogue
{
    /// <summary>Each event with its rules, in the order of their rows.</summary>
    public static readonly IReadOnlyDictionary<Type, List<Rule>> ByEvent = new List<Rule>(
    [
        .. ClueNotices.Rows, .. TopicNotices.Rows, .. WorkNotices.Rows, .. MeetingNotices.Rows, .. SupervisorNotices.Rows,
        .. FieldNotices.Rows, .. FormNotices.Rows, .. ScoreNotices.Rows, .. LiaisonNotices.Rows,
    ]).GroupBy(rule => rule.Event).ToDictionary(rules => rules.Key, rules => rules.ToList());

    /// <summary>Events that notify nobody, each with the reason.</summary>
    public static readonly IReadOnlyDictionary<Type, string> TellingNobody = new Dictionary<Type, string>
    {
        [typeof(UserChanged)] = "State of which services keep copies.",
        [typeof(ActivityAttended)] = "Counted in the duty record of whoever was there.",
        [typeof(FindingRecorded)] = "Shown with the visit; its disposition is notified.",
        [typeof(FeedbackFormChanged)] = "State of which services keep copies.",
        [typeof(FormOverdue)] = "Notified by its deadline's reminders and escalation.",
        [typeof(TopicAssessed)] = "State of which services keep copies; the topic's next stage is notified.",
        [typeof(TopicSolicited)] = "Follows from the shortlisting of the proposal, which is notified.",
        [typeof(JointMeetingMatterChanged)] = "Goes on the agenda of the next joint meeting automatically.",
        [typeof(InvitationAnswered)] = "Shown with the meeting, where whoever called it counts the answers.",
        [typeof(MeetingHeld)] = "Those present know; the minutes are notified.",
        [typeof(DecisionConcurred)] = "Half of a decision; adoption and refusal are notified.",
        [typeof(DeadlineChanged)] = "Reminders and escalation use it at their own times.",
        [typeof(FindingReferred)] = "Handed over with its text to the one service that continues it.",
        [typeof(SuggestionHandedOver)] = "Handed over with its text to the one service that continues it.",
        [typeof(ReferredFindingChanged)] = "Shown with the finding; the service that acts on it sends the notices.",
    };

    /// <summary>One consumer for each event of the tables.</summary>
    public static void AddRules(this IRegistrationConfigurator consumers)
    {
        foreach (var rules in ByEvent.Values) rules[0].AddConsumer(consumers);
    }

    public static IEnumerable<Notice> Tell(IIntegrationEvent e) => ByEvent[e.GetType()].SelectMany(rule => rule.Tell(e));
}
