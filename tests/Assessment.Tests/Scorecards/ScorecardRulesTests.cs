using Supervision.Assessment.Scorecards;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Assessment.Tests.Scorecards;

/// <summary>The rules of indicators, scorecards and objections, without host or database.</summary>
public sealed class ScorecardRulesTests
{
    [Fact]
    public void Indicators_hold_once_both_bodies_concurred_in_the_same_wording_and_never_change_after()
    {
        var (scheme, _) = IndicatorScheme.Draft(Regime.PartyConduct, 1, 2026, Scores.Indicators, Scores.Office, Scores.Now);
        var first = scheme.ContentHash;
        Assert.Null(scheme.Concur(first, Scores.Chair, Scores.Now));
        Refused("work.already_concurred", () => scheme.Concur(first, Scores.Chair, Scores.Now));
        scheme.Write(2027, Scores.Indicators, Scores.Office, Scores.Now);
        Refused("work.content_changed", () => scheme.Concur(first, Scores.Leader, Scores.Now));
        Assert.Null(scheme.Concur(scheme.ContentHash, Scores.Leader, Scores.Now));
        Assert.NotNull(scheme.Concur(scheme.ContentHash, Scores.Chair, Scores.Now));
        Refused("scheme.not_draft", () => scheme.Write(2028, Scores.Indicators, Scores.Office, Scores.Now));
        Refused("scheme.codes", () => IndicatorScheme.Draft(
            Regime.PartyConduct, 1, 2026, [Scores.Indicators[0] with { Weight = 50 }, Scores.Indicators[0] with { Weight = 50 }], Scores.Office, Scores.Now));
    }

    [Fact]
    public void A_scorecard_is_final_only_under_both_keys_on_the_same_hash()
    {
        var card = Scores.Published(Scores.Facts(Scores.Item()));
        Refused("scorecard.response_open", () => card.Concur(card.ContentHash, [], Scores.Chair, Scores.Now));
        card.Accept(Scores.Contact, Scores.Now);
        Refused("work.content_changed", () => card.Concur(new string('0', 64), [], Scores.Chair, Scores.Now));
        Assert.IsType<ScorecardConcurred>(card.Concur(card.ContentHash, [], Scores.Chair, Scores.Now));
        Refused("work.already_concurred", () => card.Concur(card.ContentHash, [], Scores.Chair, Scores.Now));
        Assert.Equal(card.ContentHash, Assert.IsType<ScorecardFinalized>(card.Concur(card.ContentHash, [], Scores.Leader, Scores.Now)).ContentHash);
        Assert.Equal(ScorecardStatus.Final, card.Status);
        Refused("scorecard.not_published", () => card.Concur(card.ContentHash, [], Scores.Leader, Scores.Now));
        Refused("scorecard.not_computed", () => card.Compute(Scores.Adopted(), Scores.Facts(), null, Scores.Office.UserId, Scores.Now));
        Refused("scorecard.not_published", () => card.Accept(Scores.Contact, Scores.Now));
    }

    [Fact]
    public void The_time_to_respond_ends_at_its_instant()
    {
        var card = Scores.Published(Scores.Facts(Scores.Item()));
        var until = card.RespondBy!.Value;
        Refused("scorecard.response_open", () => card.Concur(card.ContentHash, [], Scores.Chair, until.AddTicks(-1)));
        Refused("scorecard.response_over", () => card.Accept(Scores.Contact, until));
        card.Concur(card.ContentHash, [], Scores.Chair, until);
    }

    [Fact]
    public void An_objection_keeps_the_scorecard_open_until_both_bodies_say_the_same()
    {
        var item = Scores.Item();
        var facts = Scores.Facts(item);
        var card = Scores.Published(facts);
        Refused("scorecard.item_unknown", () => card.Object(facts, "不属我单位", [Guid.NewGuid()], Scores.Contact, Scores.Now));
        var (objection, _) = card.Object(facts, "不属我单位", [item.ItemId], Scores.Contact, Scores.Now);
        Refused("scorecard.response_open", () => card.Object(facts, "再次", [], Scores.Contact, Scores.Now));
        Assert.False(objection.Decide(true, "属实", Scores.Chair, Scores.Now));
        Assert.False(objection.Decide(false, "依据不足", Scores.Leader, Scores.Now));
        Refused("scorecard.response_open", () => card.Concur(card.ContentHash, [], Scores.Chair, card.RespondBy!.Value));
        Assert.True(objection.Decide(true, "经会商属实", Scores.Leader, Scores.Now));
        Assert.Equal(ObjectionOutcome.Upheld, objection.Outcome);
        Refused("scorecard.objection_decided", () => objection.Decide(false, "改判", Scores.Chair, Scores.Now));
    }

    /// <summary>Concurrences from before a correction no longer count, and the unit may respond to the new result.</summary>
    [Fact]
    public void A_correction_is_a_result_of_its_own()
    {
        var item = Scores.Item(repliedAfter: 40);
        var (facts, scheme) = (Scores.Facts(item, Scores.Item(2)), Scores.Adopted());
        var card = Scores.Published(facts, scheme);
        var (hash, total) = (card.ContentHash, card.Total);
        card.Object(facts, "材料已交", [item.ItemId], Scores.Contact, Scores.Now).Objection.Decide(true, "属实", Scores.Chair, Scores.Now);
        card.Responses[0].Decide(true, "属实", Scores.Leader, Scores.Now);
        card.Correct(scheme, facts, [item.ItemId], Scores.Now.AddDays(5), Scores.Leader, Scores.Now);
        Assert.True(card.Total > total);
        Assert.Equal(2, card.Latest);
        Refused("work.content_changed", () => card.Concur(hash, [], Scores.Chair, Scores.Now.AddDays(6)));
        card.Accept(Scores.Contact, Scores.Now);
        card.Concur(card.ContentHash, [], Scores.Chair, Scores.Now);
    }

    [Fact]
    public void Facts_that_say_the_same_make_no_new_computation()
    {
        var (facts, scheme) = (Scores.Facts(Scores.Item()), Scores.Adopted());
        var card = Scores.Computed(facts, scheme);
        var before = ScoreContent.Compute(scheme, facts, []);
        Assert.False(card.Compute(scheme, facts with { AsOf = facts.AsOf.AddDays(1) }, before, Scores.Office.UserId, Scores.Now));
        Assert.Equal(1, card.Latest);
        Assert.True(card.Compute(scheme, Scores.Facts(Scores.Item(closed: false)), before, Scores.Office.UserId, Scores.Now));
        Assert.Equal(2, card.Latest);
    }

    static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RuleViolation>(act).Code);
}
