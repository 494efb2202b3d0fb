using System.ComponentModel.DataAnnotations;
using Supervision.Collaboration;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Assessment.Scorecards;

public sealed record ComputeRequest([Range(2000, 2200)] int Year, Regime Regime);

/// <param name="Computed">Scorecards with a new result.</param>
/// <param name="Unchanged">Scorecards whose result is the same as before.</param>
/// <param name="Kept">Scorecards their units have already seen; these change only through an objection.</param>
public sealed record ComputeView(int Computed, int Unchanged, int Kept);

/// <param name="ResponseDays">Days in which the units may object.</param>
public sealed record PublishRequest([Range(2000, 2200)] int Year, Regime Regime, [Range(3, 60)] int ResponseDays = 10);

public sealed record PublishView(int Published);

/// <param name="Items">Items that should not count against the unit, at most 500; empty if it is about something else.</param>
public sealed record ObjectionRequest([PlainText(4000)] string Reason, [MaxLength(500)] IReadOnlyList<Guid>? Items = null);

/// <param name="Uphold">False to dismiss it.</param>
public sealed record ObjectionVoiceRequest(bool Uphold, [PlainText(4000)] string Reason);

/// <summary>The unit's response and both bodies' decisions on it.</summary>
public sealed record ResponseView(
    Guid Id, UnitResponseKind Kind, int Computation, string? Reason, IReadOnlyList<Guid> Items, string ByName, DateTimeOffset At,
    IReadOnlyList<ObjectionVoice> Voices, ObjectionOutcome? Outcome, DateTimeOffset? DecidedAt)
{
    /// <param name="whole">Whether to show the bodies' decisions before they agree.</param>
    internal static ResponseView For(UnitResponse r, bool whole) => new(
        r.Id, r.Kind, r.Computation, r.Reason, r.Items, r.ByName, r.At, whole || !r.IsOpen ? r.Voices : [], r.Outcome, r.DecidedAt);
}

/// <param name="Total">Out of 100.</param>
/// <param name="ContentHash">Hash of the current computation, which leaders concur in.</param>
public sealed record ScorecardView(
    Guid Id, int Year, Regime Regime, string Unit, string UnitName, ScorecardStatus Status, Guid SchemeId, int Computation,
    IReadOnlyList<ScoreLine> Lines, decimal Total, string ContentHash, DateTimeOffset ComputedAt, DateTimeOffset? PublishedAt, DateTimeOffset? RespondBy,
    IReadOnlyList<ResponseView> Responses, IReadOnlyList<BodyDecision> Decisions, DateTimeOffset? FinalAt)
{
    internal static ScorecardView For(Scorecard s, bool whole) => new(
        s.Id, s.Year, s.Regime, s.Unit, s.UnitName, s.Status, s.SchemeId, s.Latest, s.Lines, s.Total, s.ContentHash, s.ComputedAt, s.PublishedAt, s.RespondBy,
        [.. s.Responses.OrderBy(r => r.Id).Select(r => ResponseView.For(r, whole))], whole || s.Status is ScorecardStatus.Final ? s.Decisions : [], s.FinalAt);
}

public sealed record ScorecardRow(
    Guid Id, int Year, Regime Regime, string Unit, string UnitName, ScorecardStatus Status, decimal Total, DateTimeOffset ComputedAt, DateTimeOffset? FinalAt);

/// <summary>How an indicator's score was derived, down to forms, deadlines and evidence.</summary>
/// <param name="Formula">With its parameters.</param>
/// <param name="AsOf">UTC instant of the facts.</param>
/// <param name="Uses">Every fact that contributed, with its share of numerator and denominator.</param>
/// <param name="SetAside">Items left out on the unit's objection.</param>
public sealed record DerivationView(
    ScoreLine Line, Formula Formula, decimal Absent, DateTimeOffset AsOf, IReadOnlyList<FactUse> Uses, IReadOnlyList<ItemFact> SetAside);

/// <summary>A computation repeated from its facts, under its version of the indicators.</summary>
/// <param name="Matches">Whether it gave the same figures and hash.</param>
public sealed record VerificationView(int Computation, string ContentHash, string Recomputed, decimal Total, bool Matches);
