using System.Collections.Frozen;
using CsCheck;
using Supervision.Assessment.Surveys;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Tests.Surveys;

/// <summary>The floor, the intervals and the rules of surveys (R40), without host or database.</summary>
public sealed class SurveyRulesTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    static readonly Caller Office = new(Guid.NewGuid(), "经办", "330305", Bodies.Cppcc, new[] { "office" }.ToFrozenSet(), null);

    /// <summary>Every cell shown holds at least five answers or none; combined cells sum to all, so no difference is smaller.</summary>
    [Fact]
    public void No_cell_told_and_no_difference_of_cells_is_below_the_floor() => Gen.Int[0, 12].List[1, 12].Sample(answers =>
    {
        var told = SurveyResults.Together(answers);
        if (told.Count == 0) return;
        Assert.All(told, cell => Assert.True(cell.Sum(c => answers[c]) is 0 or >= SurveyResults.Floor));
        Assert.Equal(Enumerable.Range(0, answers.Count), told.SelectMany(cell => cell).Order());
    });

    [Fact]
    public void A_breakdown_without_small_cells_is_told_whole() => Gen.Int[5, 40].List[2, 12].Sample(answers =>
        Assert.Equal(answers.Count, SurveyResults.Together(answers).Count));

    [Theory]
    [InlineData(new[] { 20, 3 }), InlineData(new[] { 5, 4 }), InlineData(new[] { 2, 2, 0 }), InlineData(new[] { 30, 0 }), InlineData(new[] { 9 })]
    public void A_breakdown_that_leaves_nothing_to_tell_apart_is_not_told(int[] answers) => Assert.Empty(SurveyResults.Together(answers));

    /// <summary>Newcombe (1998), table I, method 3: 81 of 263, and the extremes of small samples.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662), InlineData(15, 148, 0.0624, 0.1605), InlineData(0, 20, 0, 0.1611), InlineData(1, 29, 0.0061, 0.1718), InlineData(29, 29, 0.8830, 1)]
    public void Intervals_are_those_of_Wilson(int hits, int of, double low, double high)
    {
        var share = Share.Of(hits, of);
        Assert.Equal((low, high), (Math.Round(share.Low, 4), Math.Round(share.High, 4)));
    }

    [Fact]
    public void An_interval_holds_its_share_and_narrows_with_answers() => Gen.Select(Gen.Int[0, 50], Gen.Int[50, 200]).Sample((hits, of) =>
    {
        var (some, more) = (Share.Of(hits, of), Share.Of(hits * 10, of * 10));
        Assert.InRange(some.Value, some.Low, some.High);
        Assert.True(more.High - more.Low < some.High - some.Low);
    });

    [Fact]
    public void Nothing_is_told_of_four_answers()
    {
        var survey = Announced(SurveyAudience.Both);
        Assert.Null(SurveyResults.Of(survey, null).Answers);
        var few = SurveyResults.Of(survey, Tally(survey, 4, 0));
        Assert.Empty(few.Questions);
        Assert.Null(SurveyResults.Overall(survey, Tally(survey, 4, 0)));
        var enough = SurveyResults.Of(survey, Tally(survey, 4, 1));
        Assert.Equal((5, 1, 0), (enough.Answers, enough.Questions.Count, enough.Breakdown.Count));
    }

    [Fact]
    public void Of_few_opinions_only_the_counts_are_told()
    {
        var survey = Announced(SurveyAudience.Supervisors);
        var tally = Tally(survey, 4, 0);
        tally.Counts[(int)Opinion.NoOpinion] = 10;
        var result = SurveyResults.Of(survey, new SurveyTally { SurveyId = survey.Id, District = survey.District, Answers = 14, Counts = tally.Counts }).Questions[0];
        Assert.Equal((4, null, null), (result.Opinions, result.Satisfied, result.Mean));
    }

    [Fact]
    public void An_announced_survey_stands_and_an_answer_fits_it()
    {
        var survey = Announced(SurveyAudience.Both);
        Refused("survey.not_draft", () => survey.Write(Content(SurveyAudience.Both), Now));
        Refused("survey.answer", () => survey.Positions([], 0));
        Refused("survey.answer", () => survey.CellOf(0, isPublic: true));
        Assert.Equal((0, 1), (survey.CellOf(null, isPublic: false), survey.CellOf(null, isPublic: true)));
        Assert.Equal([7 + (int)Opinion.Fair], survey.Positions([Opinion.Fair], 1));
        survey.End(Now.AddHours(1));
        Refused("survey.not_open", () => survey.End(Now.AddHours(2)));
        Refused("survey.not_open", () => survey.IssueCodes(1, Now.AddHours(2)));
        Refused("survey.no_codes", () => Announced(SurveyAudience.Supervisors).IssueCodes(1, Now));
        Refused("survey.groups", () => Survey.Draft(Content(SurveyAudience.Public) with { Groups = ["甲"] }, Office, Now));
        Refused("survey.times", () => Survey.Draft(Content(SurveyAudience.Public) with { Closes = Now }, Office, Now));
    }

    static SurveyContent Content(SurveyAudience audience) =>
        new("行风评议", "请如实作答。", "330305-U01", "示例单位", null, audience, ["窗口服务"], [], Now.AddDays(-1), Now.AddDays(7));

    static Survey Announced(SurveyAudience audience)
    {
        var survey = Survey.Draft(Content(audience), Office, Now);
        survey.Announce([], Office, Now);
        return survey;
    }

    static SurveyTally Tally(Survey survey, int first, int second)
    {
        var counts = new int[survey.Questions.Count * survey.Cells.Count * SurveyTally.Choices];
        counts[(int)Opinion.Satisfied] = first;
        if (survey.Cells.Count > 1) counts[SurveyTally.Index(survey.Cells.Count, 0, 1, Opinion.Fair)] = second;
        return new() { SurveyId = survey.Id, District = survey.District, Answers = first + second, Counts = counts };
    }

    static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RuleViolation>(act).Code);
}
