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
        [typeof(FindingRecorded)] = "Stands with the visit; how it is disposed of is told.",
        [typeof(FeedbackFormChanged)] = "State of which services keep copies.",
        [typeof(FormOverdue)] = "Its deadline's reminders and escalation tell it.",
        [typeof(TopicAssessed)] = "State of which services keep copies; the topic's next stage is told.",
        [typeof(TopicSolicited)] = "Follows from the proposal's being shortlisted, which is told.",
        [typeof(JointMeetingMatterChanged)] = "Goes onto the agenda of the next joint meeting by itself.",
        [typeof(InvitationAnswered)] = "Stands with the meeting, where whoever called it counts the answers.",
        [typeof(MeetingHeld)] = "Who was there knows; the minutes are told.",
        [typeof(DecisionConcurred)] = "Half of a decision: adoption and refusal are told.",
        [typeof(DeadlineChanged)] = "Reminders and escalation go by it at their own times.",
        [typeof(FindingReferred)] = "Handed over with its words to the one service that goes on with it.",
        [typeof(SuggestionHandedOver)] = "Handed over with its words to the one service that goes on with it.",
        [typeof(ReferredFindingChanged)] = "Stands with the finding; what is done about it is told by the service that does it.",
    };

    public static void AddRules(this IRegistrationConfigurator consumers)
    {
        foreach (var @event in ByEvent.Keys) consumers.AddConsumer(typeof(RuleConsumer<>).MakeGenericType(@event));
    }

    public static IRule<TEvent> Of<TEvent>() where TEvent : class, IIntegrationEvent =>
        (IRule<TEvent>)Activator.CreateInstance(ByEvent[typeof(TEvent)])!;
}
