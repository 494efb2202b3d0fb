using Supervision.Contracts;
using static Supervision.Notifications.Rules.Groups;

namespace Supervision.Notifications.Rules;

/// <summary>Feedback forms, their clocks, assessments of topics (R34–R38). In a unit, only the contacts the event names.</summary>
internal static class FormNotices
{
    public static IReadOnlyList<Rule> Rows =>
    [
        On<FormSubmitted>("form.submitted").To(Leaders).Action().With("reference", e => e.Reference),
        On<FormRefused>("form.refused").To(Keepers).Action().With("reference", e => e.Reference),
        On<FormAgreed>("form.agreed").To(Keepers).Action().With("reference", e => e.Reference),
        On<FormIssued>("form.to_acknowledge").To(e => e.Contacts, Bodies.Unit).Action().With("number", e => e.Number),
        On<FormIssued>("form.issued").To(Keepers).To(Leaders).With("number", e => e.Number),
        On<FormReceived>("form.received").To(Keepers).With("number", e => e.Number),

        On<ItemReplied>("form.item_replied").To(Keepers).Action()
            .With("number", e => e.Number).With("item", e => e.ItemNumber), // both bodies at once
        On<ItemJudged>("form.item_accepted").When(e => e.Accepted).To(e => e.Contacts, Bodies.Unit)
            .With("number", e => e.Number).With("item", e => e.ItemNumber),
        On<ItemJudged>("form.item_sent_back").When(e => !e.Accepted).To(e => e.Contacts, Bodies.Unit).Action()
            .With("number", e => e.Number).With("item", e => e.ItemNumber),
        On<ItemRelapsed>("form.item_relapsed").To(e => e.Contacts, Bodies.Unit).To(Keepers).To(Leaders).Action()
            .With("number", e => e.Number).With("item", e => e.ItemNumber),

        On<ExtensionAsked>("form.extension_asked").To(Keepers).Action().With("number", e => e.Number).With("days", e => e.Days),
        On<ExtensionDecided>("form.extension_granted").When(e => e.Granted).To(e => e.Contacts, Bodies.Unit).With("number", e => e.Number),
        On<ExtensionDecided>("form.extension_refused").When(e => !e.Granted).To(e => e.Contacts, Bodies.Unit).With("number", e => e.Number),
        Rule.On<ClockPauseChanged>("form.clock_paused", e => $"/pauses/{e.PauseId}", e => (e.By, e.At)).When(e => e.Paused)
            .To(e => e.Contacts, Bodies.Unit).To(Keepers).To(Leaders),
        Rule.On<ClockPauseChanged>("form.clock_resumed", e => $"/pauses/{e.PauseId}", e => (e.By, e.At)).When(e => !e.Paused)
            .To(e => e.Contacts, Bodies.Unit).To(Keepers).To(Leaders),

        Rule.On<TopicAssessmentSubmitted>("assessment.submitted", e => $"/topics/{e.TopicId}", e => (e.By, e.At)).To(Leaders).Action()
            .With("reference", e => e.Reference),
    ];

    static Rule<TEvent> On<TEvent>(string kind) where TEvent : class, IFormEvent =>
        Rule.On<TEvent>(kind, e => $"/forms/{e.FormId}", e => (e.By, e.At));
}
