namespace Supervision.Assessment.Scorecards;

/// <summary>An indicator's score.</summary>
/// <param name="Value">As measured; null if there was nothing to measure.</param>
/// <param name="Points">Out of 100.</param>
/// <param name="Score">Points times weight, to two decimals.</param>
public sealed record ScoreLine(
    string Code, string Name, Measure Measure, decimal Weight, decimal? Value, decimal Counted, decimal Of, decimal Points, decimal Score);

/// <summary>Result of a computation, which both bodies concur in by its hash.</summary>
/// <param name="SchemeHash">Hash of the version of the indicators it was computed by.</param>
/// <param name="SetAside">Items that both bodies set aside on the unit's objection, in order.</param>
/// <param name="Total">Out of 100.</param>
internal sealed record ScoreContent(Regime Regime, string SchemeHash, UnitFacts Facts, IReadOnlyList<Guid> SetAside, IReadOnlyList<ScoreLine> Lines, decimal Total)
{
    /// <summary>Computes a unit's scorecard: a function only of its facts and the version of the indicators.</summary>
    public static ScoreContent Compute(IndicatorScheme scheme, UnitFacts facts, IEnumerable<Guid> setAside)
    {
        var aside = setAside.Distinct().Order().ToList();
        var counting = facts.Without(aside);
        var lines = scheme.Indicators.Select(indicator => Line(indicator, counting)).ToList();
        return new(scheme.Regime, scheme.ContentHash, facts, aside, lines, lines.Sum(line => line.Score));
    }

    /// <summary>SHA-256, lower-case hex.</summary>
    public string Hash() => Collaboration.ContentHash.Of(this);

    /// <summary>Whether another computation gives the same result from the same facts, whenever they were taken.</summary>
    public bool SaysTheSameAs(ScoreContent other) => (this with { Facts = Undated(Facts) }).Hash() == (other with { Facts = Undated(other.Facts) }).Hash();

    static UnitFacts Undated(UnitFacts facts) => facts with { AsOf = default };

    static ScoreLine Line(Indicator indicator, UnitFacts facts)
    {
        var measured = indicator.Measure.Take(facts);
        var points = measured.Value is { } value ? indicator.Formula.Points(value) : indicator.Absent;
        return new(
            indicator.Code, indicator.Name, indicator.Measure, indicator.Weight, measured.Value, measured.Counted, measured.Of, points,
            Measures.Rounded(points * indicator.Weight / 100));
    }
}
