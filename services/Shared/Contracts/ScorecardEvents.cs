namespace Supervision.Contracts;

/// <summary>What every event about yearly scorecards (R39) contains: who did what and when, no score.</summary>
public interface IScoreEvent : IIntegrationEvent
{
    /// <summary><c>consultationWork</c> (党领导政协工作考核) or <c>partyConduct</c> (党风廉政建设责任制考核).</summary>
    string Regime { get; }

    /// <summary>The user who did it.</summary>
    Guid By { get; }

    /// <summary>UTC instant at which it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>A version of a regime's indicators was written and waits for the leaders of both bodies.</summary>
public sealed record IndicatorSchemeProposed(Guid SchemeId, string District, string Regime, string ContentHash, Guid By, DateTimeOffset At) : IScoreEvent
{
    public Guid Aggregate => SchemeId;
}

/// <summary>Both leaders concurred in a version of a regime's indicators.</summary>
public sealed record IndicatorSchemeAdopted(Guid SchemeId, string District, string Regime, string ContentHash, Guid By, DateTimeOffset At) : IScoreEvent
{
    public Guid Aggregate => SchemeId;
}

/// <summary>A scorecard was published to its unit.</summary>
/// <param name="Contacts">The unit's contacts.</param>
/// <param name="RespondBy">Until when the unit may object, UTC.</param>
public sealed record ScorecardPublished(
    Guid ScorecardId, string District, string Regime, int Year, IReadOnlyList<Guid> Contacts, DateTimeOffset RespondBy, Guid By, DateTimeOffset At) : IScoreEvent
{
    public Guid Aggregate => ScorecardId;
}

/// <summary>A unit objected to its scorecard; the reasons are stored with the scorecard.</summary>
public sealed record ScorecardObjected(Guid ScorecardId, string District, string Regime, int Year, Guid By, DateTimeOffset At) : IScoreEvent
{
    public Guid Aggregate => ScorecardId;
}

/// <summary>Both bodies reached the same decision on a unit's objection.</summary>
/// <param name="Outcome"><c>upheld</c> or <c>dismissed</c>.</param>
/// <param name="Contacts">The unit's contacts.</param>
public sealed record ScorecardObjectionDecided(
    Guid ScorecardId, string District, string Regime, int Year, string Outcome, IReadOnlyList<Guid> Contacts, Guid By, DateTimeOffset At) : IScoreEvent
{
    public Guid Aggregate => ScorecardId;
}

/// <summary>One body's leader concurred in a scorecard; the other leader has not yet.</summary>
/// <param name="FromBody">The body of the leader who concurred.</param>
public sealed record ScorecardConcurred(Guid ScorecardId, string District, string Regime, int Year, string FromBody, Guid By, DateTimeOffset At) : IScoreEvent
{
    public Guid Aggregate => ScorecardId;
}

/// <summary>Both leaders concurred: the scorecard is final.</summary>
/// <param name="Contacts">The unit's contacts.</param>
public sealed record ScorecardFinalized(
    Guid ScorecardId, string District, string Regime, int Year, string ContentHash, IReadOnlyList<Guid> Contacts, Guid By, DateTimeOffset At) : IScoreEvent
{
    public Guid Aggregate => ScorecardId;
}

/// <summary>A satisfaction survey is open for answers (R40).</summary>
/// <param name="Supervisors">Those asked to answer signed in; empty if only the public is asked.</param>
public sealed record SurveyAnnounced(
    Guid SurveyId, string District, IReadOnlyList<Guid> Supervisors, DateTimeOffset Closes, Guid By, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => SurveyId;
}
