using System.Reflection;
using Supervision.Contracts;
using Supervision.Messaging;

namespace Supervision.Notifications.Rules;

/// <summary>The rules of this assembly, found by what they implement, so that a new one is one new file.</summary>
internal static class RuleCatalogue
{
    /// <summary>Each event with its rule's type.</summary>
    public static readonly IReadOnlyDictionary<Type, Type> ByEvent = (
        from type in typeof(RuleCatalogue).Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRule<>)
        select (Event: contract.GetGenericArguments()[0], Rule: type)).ToDictionary(pair => pair.Event, pair => pair.Rule);

    /// <summary>Events that tell nobody anything: states of which services keep copies, and what people see where they work.</summary>
    public static readonly IReadOnlyList<Type> TellingNobody =
    [
        typeof(UserChanged), typeof(TeamFormed), typeof(TeamChanged), typeof(SupervisorAppointed), typeof(SupervisorStandingChanged),
        typeof(FeedbackFormChanged), typeof(FormOverdue), typeof(TopicAssessed), typeof(ProposalSubmitted), typeof(TopicSolicited), typeof(JointMeetingMatterChanged),
        typeof(MeetingCalled), typeof(MeetingCancelled), typeof(InvitationAnswered), typeof(MeetingHeld), typeof(MinutesIssued),
        typeof(DecisionAwaitingConcurrence), typeof(DecisionConcurred), typeof(DecisionAdopted), typeof(DecisionRefused), typeof(JointMeetingMissed),
    ];

    static readonly MethodInfo OnRuleMethod =
        typeof(RuleCatalogue).GetMethod(nameof(OnRule), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static MessagingBuilder OnEveryRule(this MessagingBuilder messages)
    {
        foreach (var @event in ByEvent.Keys) OnRuleMethod.MakeGenericMethod(@event).Invoke(null, [messages]);
        return messages;
    }

    public static IRule<TEvent> Of<TEvent>() where TEvent : IIntegrationEvent =>
        (IRule<TEvent>)Activator.CreateInstance(ByEvent[typeof(TEvent)])!;

    static void OnRule<TEvent>(MessagingBuilder messages) where TEvent : IIntegrationEvent => messages.On<TEvent, RuleConsumer<TEvent>>();
}
