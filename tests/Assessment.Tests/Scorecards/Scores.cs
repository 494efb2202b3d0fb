using System.Collections.Frozen;
using CsCheck;
using Supervision.Assessment.Scorecards;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Tests.Scorecards;

/// <summary>People, indicators and facts that tests of scorecards start from.</summary>
internal static class Scores
{
    public const string District = "330305";
    public const string Unit = "330305-U01";
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static readonly Caller Office = By(Bodies.Cppcc, "office");
    public static readonly Caller Chair = By(Bodies.Cppcc, "chair");
    public static readonly Caller Leader = By(Bodies.Discipline, "leader");
    public static readonly Caller Contact = By(Bodies.Unit, "contact", Unit);

    public static readonly IReadOnlyList<Indicator> Indicators =
    [
        new("onTime", "按期回复", Measure.OnTimeRate, 40, new(FormulaKind.Linear, ZeroAt: 50, FullAt: 100)),
        new("closed", "办结", Measure.ClosureRate, 30, new(FormulaKind.Thresholds, Steps: [new(95, 100), new(80, 80), new(60, 60)])),
        new("relapse", "反弹", Measure.RelapseCount, 20, new(FormulaKind.Deduction, PerOccurrence: 15, Cap: 60)),
        new("said", "满意度", Measure.Satisfaction, 10, new(FormulaKind.Linear, ZeroAt: 0, FullAt: 100), Absent: 80),
    ];

    static readonly Gen<RoundFact> GenRound =
        from start in Gen.Int[0, 300]
        from due in Gen.Int[15, 40]
        from replied in Gen.Int[0, 60]
        from answered in Gen.Bool
        from extensions in Gen.Int[0, 2]
        select new RoundFact(Guid.NewGuid(), Day(start), Day(start + due), answered ? Day(start + replied) : null, replied >= due, extensions);

    static readonly Gen<ItemFact> GenItem =
        from id in Gen.Guid
        from number in Gen.Int[1, 20]
        from issued in Gen.Int[0, 300]
        from rounds in GenRound.List[0, 3]
        from sentBack in Gen.Int[0, 2]
        from closed in Gen.Bool
        from relapses in Gen.Int[0, 3]
        from evidence in Gen.Int[0, 2]
        select new ItemFact(
            id, Guid.NewGuid(), "〔2026〕1号", number, "businessEnvironment", Day(issued), rounds, sentBack, closed ? Day(issued + 40) : null, relapses,
            [.. Enumerable.Repeat(new string('a', 64), evidence)]);

    static readonly Gen<SurveyFact> GenSurvey =
        from opinions in Gen.Int[5, 500]
        from satisfaction in Gen.Int[0, 10_000]
        select new SurveyFact(Guid.NewGuid(), "行风评议", opinions, satisfaction / 100m);

    public static readonly Gen<UnitFacts> GenFacts =
        from items in GenItem.List[0, 20]
        from surveys in GenSurvey.List[0, 3]
        from asOf in Gen.Int[0, 400]
        select new UnitFacts(Unit, "示例单位", 2026, Day(asOf), items, surveys);

    static readonly Gen<Formula> GenLinear =
        from zero in Gen.Int[-100, 100]
        from width in Gen.Int[1, 100]
        from falling in Gen.Bool
        select new Formula(FormulaKind.Linear, ZeroAt: zero, FullAt: falling ? zero - width : zero + width);

    static readonly Gen<Formula> GenThresholds =
        from froms in Gen.Int[-50, 150].HashSet[1, 6]
        from points in Gen.Int[0, 100].Array[6]
        select new Formula(FormulaKind.Thresholds, Steps: [.. froms.OrderDescending().Select((least, i) => new Step(least, points[i]))]);

    static readonly Gen<Formula> GenDeduction =
        from each in Gen.Int[1, 100]
        from cap in Gen.Int[1, 100]
        select new Formula(FormulaKind.Deduction, PerOccurrence: each, Cap: cap);

    static readonly Gen<Indicator> GenIndicator =
        from measure in Gen.Int[0, Enum.GetValues<Measure>().Length - 1].Select(i => (Measure)i)
        from formula in measure.IsCount() ? Gen.OneOf(GenLinear, GenThresholds, GenDeduction) : Gen.OneOf(GenLinear, GenThresholds)
        from absent in Gen.Int[0, 100]
        select new Indicator("x", "指标", measure, 1, formula, absent);

    /// <summary>Indicators whose weights, in hundredths, sum to 100.</summary>
    public static readonly Gen<IReadOnlyList<Indicator>> GenIndicators =
        from indicators in GenIndicator.List[1, 12]
        from cuts in Gen.Int[1, 9999].HashSet[indicators.Count - 1]
        select Weighted(indicators, [.. cuts.Append(0).Append(10_000).Order()]);

    public static IndicatorScheme Adopted(IReadOnlyList<Indicator>? indicators = null)
    {
        var (scheme, _) = IndicatorScheme.Draft(Regime.ConsultationWork, 1, 2020, indicators ?? Indicators, Office, Now);
        scheme.Concur(scheme.ContentHash, Chair, Now);
        scheme.Concur(scheme.ContentHash, Leader, Now);
        return scheme;
    }

    /// <summary>A separate version for a year far ahead, as if adopted in a district long ago.</summary>
    public static IndicatorScheme AdoptedIn(string district, int year)
    {
        var office = OfficeOf(district);
        var (scheme, _) = IndicatorScheme.Draft(Regime.ConsultationWork, year * 1000, year, Indicators, office, Now);
        scheme.Concur(scheme.ContentHash, office, Now);
        scheme.Concur(scheme.ContentHash, By(Bodies.Discipline, "leader", district: district), Now);
        return scheme;
    }

    public static Caller OfficeOf(string district) => By(Bodies.Cppcc, "office", district: district);

    public static Caller ContactOf(string unit) => By(Bodies.Unit, "contact", unit, unit[..6]);

    public static UnitFacts Facts(params ItemFact[] items) => new(Unit, "示例单位", 2026, Day(365), items, []);

    public static ItemFact Item(int number = 1, int repliedAfter = 10, bool closed = true, int relapses = 0) => new(
        Guid.NewGuid(), Guid.NewGuid(), "〔2026〕1号", number, "businessEnvironment", Day(1),
        [new(Guid.NewGuid(), Day(2), Day(22), Day(2 + repliedAfter), repliedAfter >= 20, 0)], 0, closed ? Day(30) : null, relapses, [new string('a', 64)]);

    public static Scorecard Computed(UnitFacts facts, IndicatorScheme? scheme = null)
    {
        var card = Scorecard.Open(District, Regime.ConsultationWork, facts, Now);
        card.Compute(scheme ?? Adopted(), facts, null, Office.UserId, Now);
        return card;
    }

    public static Scorecard Published(UnitFacts facts, IndicatorScheme? scheme = null)
    {
        var card = Computed(facts, scheme);
        card.Publish(Now.AddDays(10), [], Office, Now);
        return card;
    }

    public static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day);

    static IReadOnlyList<Indicator> Weighted(List<Indicator> indicators, List<int> cuts) =>
        [.. indicators.Select((indicator, i) => indicator with { Code = $"i{i}", Weight = (cuts[i + 1] - cuts[i]) / 100m })];

    static Caller By(string body, string role, string? unit = null, string district = District) =>
        new(Guid.NewGuid(), "示例", district, body, new[] { role }.ToFrozenSet(), unit);
}
