using Supervision.Contracts;
using static Supervision.Notifications.Rules.Groups;

namespace Supervision.Notifications.Rules;

/// <summary>Indicators, scorecards, surveys (R39). Notices tell no score and no body's position, and nobody learns who answered.</summary>
internal static class ScoreNotices
{
    public static IReadOnlyList<Rule> Rows =>
    [
        On<IndicatorSchemeProposed>("scheme.proposed", e => $"/schemes/{e.SchemeId}").To(Leaders).Action(),
        On<IndicatorSchemeAdopted>("scheme.adopted", e => $"/schemes/{e.SchemeId}").To(Keepers),

        On<ScorecardPublished>("scorecard.published", e => Card(e.ScorecardId)).To(e => e.Contacts, Bodies.Unit).Action()
            .With("year", e => e.Year).With("due", e => e.RespondBy), // until when the unit may object
        On<ScorecardObjected>("scorecard.to_decide", e => Card(e.ScorecardId)).To(Leaders).Action().With("year", e => e.Year),
        On<ScorecardObjected>("scorecard.objected", e => Card(e.ScorecardId)).To(Keepers).With("year", e => e.Year),
        On<ScorecardObjectionDecided>("scorecard.objection_decided", e => Card(e.ScorecardId)).To(e => e.Contacts, Bodies.Unit).Action()
            .With("year", e => e.Year), // the unit may respond to the new result
        On<ScorecardObjectionDecided>("scorecard.objection_decided", e => Card(e.ScorecardId)).To(Keepers).With("year", e => e.Year),
        On<ScorecardConcurred>("scorecard.to_finalise", e => Card(e.ScorecardId)).To(LeaderAwaited).Action().With("year", e => e.Year),
        On<ScorecardFinalized>("scorecard.final", e => Card(e.ScorecardId)).To(e => e.Contacts, Bodies.Unit).To(Keepers)
            .With("year", e => e.Year),

        Rule.On<SurveyAnnounced>("survey.announced", e => $"/surveys/{e.SurveyId}", e => (e.By, e.At))
            .To(e => e.Supervisors, Bodies.Cppcc).Action().With("due", e => e.Closes),
    ];

    /// <summary>The other body's, whose decision is missing.</summary>
    static IEnumerable<Audience> LeaderAwaited(ScorecardConcurred e) =>
        Audience.Of(e.FromBody == Bodies.Cppcc ? Discipline.Leader : Cppcc.Chair);

    static string Card(Guid id) => $"/scorecards/{id}";

    static Rule<TEvent> On<TEvent>(string kind, Func<TEvent, string> link) where TEvent : class, IScoreEvent =>
        Rule.On(kind, link, e => (e.By, e.At));
}
