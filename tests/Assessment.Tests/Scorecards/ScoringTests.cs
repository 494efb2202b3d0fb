using System.Text.Json;
using CsCheck;
using Supervision.Assessment.Scorecards;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Assessment.Tests.Scorecards;

/// <summary>A scorecard's result is a function of facts and indicators (R39), without host or database.</summary>
public sealed class ScoringTests
{
    /// <summary>Repeating a scoring from its kept facts under its own version gives the same figures and hash.</summary>
    [Fact]
    public void A_past_year_computed_again_from_what_was_kept_gives_the_same() => Gen.Select(Scores.GenIndicators, Scores.GenFacts).Sample((indicators, facts) =>
    {
        var scheme = Scores.Adopted(indicators);
        var aside = facts.Items.Where((_, i) => i % 3 == 0).Select(item => item.ItemId);
        var once = ScoreContent.Compute(scheme, facts, aside);
        var kept = JsonSerializer.Deserialize<ScoreContent>(JsonSerializer.Serialize(once, JsonDefaults.Options), JsonDefaults.Options)!;
        var again = ScoreContent.Compute(scheme, kept.Facts, kept.SetAside);
        Assert.Equal(once.Hash(), again.Hash());
        Assert.Equal(once.Total, again.Total);
        Assert.Equal(kept.Hash(), again.Hash());
        Assert.True(once.SaysTheSameAs(again));
    });

    /// <summary>A later version of the indicators changes nothing in a year scored under an earlier one.</summary>
    [Fact]
    public void Another_version_of_the_indicators_leaves_earlier_scores_alone() =>
        Gen.Select(Scores.GenIndicators, Scores.GenIndicators, Scores.GenFacts).Sample((before, after, facts) =>
        {
            var scheme = Scores.Adopted(before);
            var hash = ScoreContent.Compute(scheme, facts, []).Hash();
            _ = ScoreContent.Compute(Scores.Adopted(after), facts, []);
            Assert.Equal(hash, ScoreContent.Compute(scheme, facts, []).Hash());
        });

    [Fact]
    public void A_total_is_the_sum_of_its_lines_and_lies_between_nothing_and_all() => Gen.Select(Scores.GenIndicators, Scores.GenFacts).Sample((indicators, facts) =>
    {
        var content = ScoreContent.Compute(Scores.Adopted(indicators), facts, []);
        Assert.Equal(content.Lines.Sum(line => line.Score), content.Total);
        Assert.InRange(content.Total, 0, 100 + (0.005m * indicators.Count)); // each line is rounded to a hundredth
        Assert.All(content.Lines, line => Assert.InRange(line.Points, 0, 100));
    });

    /// <summary>Every figure is traceable to its facts: their parts sum to what the line counted.</summary>
    [Fact]
    public void Every_line_is_the_sum_of_the_facts_it_came_from() => Gen.Select(Scores.GenIndicators, Scores.GenFacts).Sample((indicators, facts) =>
    {
        foreach (var line in ScoreContent.Compute(Scores.Adopted(indicators), facts, []).Lines)
        {
            var measured = line.Measure.Take(facts);
            Assert.Equal(line.Value, measured.Value);
            Assert.Equal(line.Of, measured.Uses.Sum(use => use.Of));
            Assert.Equal(line.Counted, Math.Round(measured.Uses.Sum(use => use.Counted), 2, MidpointRounding.AwayFromZero));
            Assert.All(measured.Uses, use => Assert.True(use.Item is not null ^ use.Survey is not null));
        }
    });

    [Fact]
    public void Indicators_are_refused_unless_their_weights_sum_to_a_hundred() => Gen.Select(Scores.GenIndicators, Gen.Int[1, 5000]).Sample((indicators, off) =>
    {
        Scores.Adopted(indicators);
        var wrong = indicators.Take(1).Select(first => first with { Weight = first.Weight > 50 ? first.Weight - (off / 100m) : first.Weight + (off / 100m) }).Concat(indicators.Skip(1));
        if (wrong.First().Weight is <= 0 or > 100) return;
        Assert.Equal("scheme.weights", Assert.Throws<RuleViolation>(() => Scores.Adopted([.. wrong])).Code);
    });

    [Fact]
    public void Formulas_take_their_own_parameters_and_no_others()
    {
        Formula[] unfit =
        [
            new(FormulaKind.Linear), new(FormulaKind.Linear, 1, 1), new(FormulaKind.Linear, 0, 100, Cap: 5), new(FormulaKind.Linear, 0, 0.00001m),
            new(FormulaKind.Thresholds), new(FormulaKind.Thresholds, Steps: []), new(FormulaKind.Thresholds, Steps: [new(1, 50), new(2, 80)]),
            new(FormulaKind.Thresholds, Steps: [new(1, 101)]), new(FormulaKind.Deduction, PerOccurrence: 5), new(FormulaKind.Deduction),
        ];
        Assert.All(unfit, formula => Assert.False(formula.Fits(Measure.OnTimeRate)));
        Assert.True(new Formula(FormulaKind.Deduction, PerOccurrence: 5).Fits(Measure.RelapseCount));
        Assert.False(new Formula(FormulaKind.Deduction, PerOccurrence: 0).Fits(Measure.RelapseCount));
        Assert.False(new Formula(FormulaKind.Deduction, PerOccurrence: 5, ZeroAt: 1).Fits(Measure.RelapseCount));
    }

    [Theory]
    [InlineData(50, 0), InlineData(75, 50), InlineData(100, 100), InlineData(10, 0), InlineData(66.67, 33.34)]
    public void A_linear_formula_is_in_proportion(double value, double points) =>
        Assert.Equal((decimal)points, new Formula(FormulaKind.Linear, 50, 100).Points((decimal)value));

    [Theory]
    [InlineData(0, 100), InlineData(2, 70), InlineData(4, 40), InlineData(9, 40)]
    public void A_deduction_ends_at_its_cap(int occurrences, int points) =>
        Assert.Equal(points, new Formula(FormulaKind.Deduction, PerOccurrence: 15, Cap: 60).Points(occurrences));

    [Fact]
    public void A_reply_at_the_due_instant_is_late_and_one_before_it_is_not()
    {
        var facts = Scores.Facts(Scores.Item(1, repliedAfter: 20), Scores.Item(2, repliedAfter: 19));
        Assert.Equal(50, Measure.OnTimeRate.Take(facts).Value);
        Assert.Equal(1, Measure.OverdueCount.Take(facts).Value);
    }

    [Fact]
    public void What_has_nothing_to_measure_scores_what_the_indicator_says()
    {
        var line = ScoreContent.Compute(Scores.Adopted(), Scores.Facts(Scores.Item()), []).Lines.Single(l => l.Code == "said");
        Assert.Equal((null, 80m, 8m), (line.Value, line.Points, line.Score));
    }

    [Fact]
    public void Items_set_aside_count_for_nothing_and_stay_on_record()
    {
        var (good, bad) = (Scores.Item(1), Scores.Item(2, repliedAfter: 40, closed: false, relapses: 2));
        var with = ScoreContent.Compute(Scores.Adopted(), Scores.Facts(good, bad), []);
        var without = ScoreContent.Compute(Scores.Adopted(), Scores.Facts(good, bad), [bad.ItemId]);
        Assert.Equal(ScoreContent.Compute(Scores.Adopted(), Scores.Facts(good), []).Total, without.Total);
        Assert.True(without.Total > with.Total);
        Assert.Equal(2, without.Facts.Items.Count);
    }
}
