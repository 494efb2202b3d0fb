using Supervision.ServiceDefaults.Problems;
using Supervision.Supervisors.Teams;

namespace Supervision.Supervisors.Tests.Teams;

/// <summary>到位不越位: what a mandate covers and what it refuses (R15).</summary>
public sealed class MandateTests
{
    static readonly DateOnly First = new(2026, 3, 1), Last = new(2026, 6, 30);
    static readonly Mandate Mandate = new(["market"], ["conduct"], First, Last);

    [Theory]
    [InlineData("market", "conduct", 0, true)]
    [InlineData("market", null, 0, true)]
    [InlineData("market", "conduct", -1, false)]
    [InlineData("market", "housing", 0, false)]
    [InlineData("harbour", "conduct", 0, false)]
    public void A_mandate_covers_its_units_matters_and_days(string unit, string? matter, int days, bool covered) =>
        Assert.Equal(covered, Mandate.Covers(unit, matter, First.AddDays(days)));

    [Fact]
    public void The_last_day_still_counts_and_the_next_does_not()
    {
        Assert.True(Mandate.Covers("market", "conduct", Last));
        Assert.False(Mandate.Covers("market", "conduct", Last.AddDays(1)));
    }

    [Fact]
    public void Without_matters_every_matter_is_covered() => Assert.True((Mandate with { Matters = [] }).Covers("market", "anything", First));

    [Fact]
    public void Work_outside_is_refused_with_its_code() =>
        Assert.Equal("mandate.outside", Assert.Throws<RuleViolation>(() => Mandate.Require("harbour", null, First)).Code);
}
