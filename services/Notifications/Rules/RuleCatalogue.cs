using MassTransit;
using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>The rules of this assembly, found by their interface, so that a new rule is one new file.</summary>
internal static class RuleCatalogue
{
    /// <summary>Each event with its rule's type.</summary>
    public static readonly IReadOnlyDictionary<Type, Type> ByEvent = (
        from type in typeof(RuleCatalogue).Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRule<>)
        select (Event: contract.GetGenericArguments()[0], Rule: type)).ToDictionary(pair => pair.Event, pair => pair.Rule);

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

    public static void AddRules(this IRegistrationConfigurator consumers)
    {
        foreach (var @event in ByEvent.Keys) consumers.AddConsumer(typeof(RuleConsumer<>).MakeGenericType(@event));
    }

    public static IRule<TEvent> Of<TEvent>() where TEvent : class, IIntegrationEvent =>
        (IRule<TEvent>)Activator.CreateInstance(ByEvent[typeof(TEvent)])!;
}
