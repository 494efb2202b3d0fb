using System.ComponentModel.DataAnnotations;
using Supervision.Collaboration;

namespace Supervision.Assessment.Scorecards;

/// <param name="FromYear">First year it applies to.</param>
/// <param name="Indicators">1 to 50; their weights sum to 100.</param>
public sealed record SchemeRequest(
    Regime Regime, [Range(2000, 2200)] int FromYear, [MinLength(1), MaxLength(50)] IReadOnlyList<Indicator> Indicators);

/// <param name="ContentHash">Hash of the content that was read.</param>
public sealed record ScoreConcurRequest([RegularExpression("^[0-9a-f]{64}$")] string ContentHash);

public sealed record SchemeView(
    Guid Id, Regime Regime, int Number, int FromYear, SchemeStatus Status, IReadOnlyList<Indicator> Indicators, string ContentHash,
    IReadOnlyList<BodyDecision> Decisions, DateTimeOffset DraftedAt, DateTimeOffset? AdoptedAt)
{
    internal static SchemeView For(IndicatorScheme s) => new(
        s.Id, s.Regime, s.Number, s.FromYear, s.Status, s.Indicators, s.ContentHash, s.Decisions, s.DraftedAt, s.AdoptedAt);
}

/// <summary>A function an indicator may measure by.</summary>
/// <param name="Name">The name users see.</param>
/// <param name="Formulas">Kinds of formula that fit it.</param>
public sealed record MeasureView(Measure Measure, string Name, IReadOnlyList<FormulaKind> Formulas);
