using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using static Supervision.Notifications.Rules.Assessment.ScoreNotice;

namespace Supervision.Notifications.Rules.Assessment;

internal sealed class IndicatorSchemeProposedRule : IRule<IndicatorSchemeProposed>
{
    public IEnumerable<Notice> Tell(IndicatorSchemeProposed e) => OfScheme(e, e.SchemeId, "scheme.proposed", Urgency.Action, Leaders);
}

internal sealed class IndicatorSchemeAdoptedRule : IRule<IndicatorSchemeAdopted>
{
    public IEnumerable<Notice> Tell(IndicatorSchemeAdopted e) => OfScheme(e, e.SchemeId, "scheme.adopted", Urgency.Information, Keepers);
}

/// <summary>Notifies the unit, which may object for some days.</summary>
internal sealed class ScorecardPublishedRule : IRule<ScorecardPublished>
{
    public IEnumerable<Notice> Tell(ScorecardPublished e) =>
        OfCard(e, e.ScorecardId, e.Year, "scorecard.published", Urgency.Action, [Contacts(e.Contacts)], e.RespondBy);
}

/// <summary>Notifies both leaders, who decide.</summary>
internal sealed class ScorecardObjectedRule : IRule<ScorecardObjected>
{
    public IEnumerable<Notice> Tell(ScorecardObjected e) =>
    [
        .. OfCard(e, e.ScorecardId, e.Year, "scorecard.to_decide", Urgency.Action, Leaders),
        .. OfCard(e, e.ScorecardId, e.Year, "scorecard.objected", Urgency.Information, Keepers),
    ];
}

/// <summary>Notifies the unit, which may respond to the new result; each body's position is not disclosed.</summary>
internal sealed class ScorecardObjectionDecidedRule : IRule<ScorecardObjectionDecided>
{
    public IEnumerable<Notice> Tell(ScorecardObjectionDecided e) =>
    [
        .. OfCard(e, e.ScorecardId, e.Year, "scorecard.objection_decided", Urgency.Action, [Contacts(e.Contacts)]),
        .. OfCard(e, e.ScorecardId, e.Year, "scorecard.objection_decided", Urgency.Information, Keepers),
    ];
}

/// <summary>Notifies the other body's leaders, whose decision is awaited.</summary>
internal sealed class ScorecardConcurredRule : IRule<ScorecardConcurred>
{
    public IEnumerable<Notice> Tell(ScorecardConcurred e) => OfCard(
        e, e.ScorecardId, e.Year, "scorecard.to_finalise", Urgency.Action, [LeadersOf(e.FromBody == Bodies.Cppcc ? Bodies.Discipline : Bodies.Cppcc)]);
}

internal sealed class ScorecardFinalizedRule : IRule<ScorecardFinalized>
{
    public IEnumerable<Notice> Tell(ScorecardFinalized e) =>
        OfCard(e, e.ScorecardId, e.Year, "scorecard.final", Urgency.Information, [Contacts(e.Contacts), .. Keepers]);
}

/// <summary>Asks supervisors to answer; nobody learns who did.</summary>
internal sealed class SurveyAnnouncedRule : IRule<SurveyAnnounced>
{
    public IEnumerable<Notice> Tell(SurveyAnnounced e) =>
    [
        new("survey.announced", new Audience(Bodies.Cppcc) { Persons = [.. e.Supervisors] }, $"/surveys/{e.SurveyId}", e.By, e.At)
        {
            Urgency = Urgency.Action,
            Arguments = new Dictionary<string, string> { ["due"] = e.Closes.ToString("O") },
        },
    ];
}
