namespace Supervision.Assessment.Scorecards;

/// <summary>What an indicator measures in a unit's facts: the fixed list of functions schemes choose from.</summary>
public enum Measure
{
    /// <summary>Percentage of due clock runs that were replied to on time.</summary>
    OnTimeRate,

    /// <summary>Percentage of items that both bodies closed.</summary>
    ClosureRate,

    /// <summary>Percentage of closed items that were never sent back.</summary>
    FirstPassRate,

    /// <summary>Percentage of answered items whose reply has evidence.</summary>
    EvidenceRate,

    /// <summary>Mean days from the first start of the clock to closing, over closed items.</summary>
    AverageDays,

    /// <summary>Mean of the closed surveys about the unit, weighted by opinions, 0 to 100.</summary>
    Satisfaction,

    /// <summary>Clock runs not replied to on time.</summary>
    OverdueCount,

    /// <summary>Times an item was sent back.</summary>
    SendBackCount,

    /// <summary>Times an item was reopened after a look-back.</summary>
    RelapseCount,

    /// <summary>Extensions granted.</summary>
    ExtensionCount,
}

/// <summary>One fact's contribution to a measurement.</summary>
/// <param name="Counted">What it adds to <see cref="Measurement.Counted"/>.</param>
/// <param name="Of">What it adds to <see cref="Measurement.Of"/>.</param>
public sealed record FactUse(ItemFact? Item, SurveyFact? Survey, decimal Counted, decimal Of);

/// <param name="Value">Null if there is nothing to measure.</param>
/// <param name="Counted">The numerator; for a count, the count.</param>
/// <param name="Of">The denominator; for a count, the number of facts considered.</param>
/// <param name="Uses">Every fact that contributed.</param>
public sealed record Measurement(decimal? Value, decimal Counted, decimal Of, IReadOnlyList<FactUse> Uses);

internal static class Measures
{
    public static bool IsCount(this Measure measure) =>
        measure is Measure.OverdueCount or Measure.SendBackCount or Measure.RelapseCount or Measure.ExtensionCount;

    public static string Label(this Measure measure) => measure switch
    {
        Measure.OnTimeRate => "按期回复率（%）",
        Measure.ClosureRate => "办结率（%）",
        Measure.FirstPassRate => "一次通过率（%）",
        Measure.EvidenceRate => "佐证材料率（%）",
        Measure.AverageDays => "平均办理天数",
        Measure.Satisfaction => "满意度",
        Measure.OverdueCount => "逾期次数",
        Measure.SendBackCount => "退回次数",
        Measure.RelapseCount => "反弹次数",
        _ => "延期次数",
    };

    /// <summary>Measures the given facts. Figures are rounded half away from zero: rates and means to two decimals.</summary>
    public static Measurement Take(this Measure measure, UnitFacts facts)
    {
        var uses = measure is Measure.Satisfaction
            ? [.. facts.Surveys.Select(survey => new FactUse(null, survey, survey.Satisfaction * survey.Opinions, survey.Opinions))]
            : facts.Items.Select(item => Use(measure, item)).OfType<FactUse>().ToList();
        var (counted, of) = (uses.Sum(use => use.Counted), uses.Sum(use => use.Of));
        if (measure.IsCount()) return new(uses.Count == 0 ? null : counted, counted, of, uses);
        var value = of == 0 ? (decimal?)null : Rounded(counted / of * (measure is Measure.AverageDays or Measure.Satisfaction ? 1 : 100));
        return new(value, Rounded(counted), of, uses);
    }

    internal static decimal Rounded(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero);

    /// <summary>An item's contribution to a measure; null if none.</summary>
    static FactUse? Use(Measure measure, ItemFact item)
    {
        var due = item.Rounds.Where(round => round.IsDue).ToList();
        return measure switch
        {
            Measure.OnTimeRate => due.Count == 0 ? null : Of(item, due.Count(round => round.IsOnTime), due.Count),
            Measure.ClosureRate => Of(item, item.ClosedAt is null ? 0 : 1, 1),
            Measure.FirstPassRate => item.ClosedAt is null ? null : Of(item, item.SendBacks == 0 ? 1 : 0, 1),
            Measure.EvidenceRate => item.IsReplied ? Of(item, item.Evidence.Count > 0 ? 1 : 0, 1) : null,
            Measure.AverageDays => item is { ClosedAt: { } closed, Rounds: [var first, ..] } ? Of(item, Days(closed - first.Started), 1) : null,
            Measure.OverdueCount => Of(item, due.Count(round => !round.IsOnTime), 1),
            Measure.SendBackCount => Of(item, item.SendBacks, 1),
            Measure.RelapseCount => Of(item, item.Relapses, 1),
            Measure.ExtensionCount => Of(item, item.Rounds.Sum(round => round.Extensions), 1),
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "Not a measure of items."),
        };
    }

    static FactUse Of(ItemFact item, decimal counted, decimal of) => new(item, null, counted, of);

    static decimal Days(TimeSpan span) => (decimal)span.Ticks / TimeSpan.TicksPerDay;
}
