using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Data;
using Supervision.Assessment.Scorecards;
using Supervision.Calendar;

namespace Supervision.Assessment.Surveys;

/// <summary>How often an opinion was given.</summary>
public sealed record OpinionCount(Opinion Opinion, int Count);

/// <summary>A share with its 95 % confidence interval (Wilson 1927), each 0 to 1.</summary>
public sealed record Share(double Value, double Low, double High)
{
    /// <summary>95 % of a normal distribution lie within this many standard deviations.</summary>
    const double Z = 1.959963984540054;

    /// <param name="hits">0 to <paramref name="of"/>.</param>
    /// <param name="of">At least 1.</param>
    internal static Share Of(int hits, int of)
    {
        double p = (double)hits / of, z2 = Z * Z, denominator = 1 + (z2 / of);
        var centre = (p + (z2 / (2 * of))) / denominator;
        var half = Z * Math.Sqrt((p * (1 - p) / of) + (z2 / (4.0 * of * of))) / denominator;
        return new(p, Math.Clamp(centre - half, 0, p), Math.Clamp(centre + half, p, 1)); // rounding must not push an end past the share
    }
}

/// <param name="Counts">One per opinion, including those nobody gave.</param>
/// <param name="Opinions">Answers with an opinion.</param>
/// <param name="Satisfied">Share of those with an opinion who are satisfied or very satisfied; null with fewer than five opinions.</param>
/// <param name="Mean">Of the opinions, 0 (very dissatisfied) to 100; null with fewer than five.</param>
public sealed record QuestionResult(string Question, IReadOnlyList<OpinionCount> Counts, int Opinions, Share? Satisfied, decimal? Mean);

/// <param name="Names">The cells combined here: one, or several that were too small by themselves.</param>
/// <param name="Answers">None, or at least five.</param>
public sealed record ResultCell(IReadOnlyList<string> Names, int Answers, IReadOnlyList<QuestionResult> Questions);

/// <param name="Floor">Minimum number of answers for any result to be shown.</param>
/// <param name="Questions">Empty if there were fewer answers than the floor.</param>
/// <param name="Breakdown">Empty if there is none, or if it would reveal fewer answers than the floor.</param>
public sealed record SurveyResultsView(
    Guid SurveyId, string Heading, DateTimeOffset Closed, int Floor, int? Answers, IReadOnlyList<QuestionResult> Questions, IReadOnlyList<ResultCell> Breakdown);

/// <summary>
/// Results of a closed survey. Nothing is shown for fewer than five answers. So that a few answers cannot be derived from the difference of two
/// figures, results are shown only after the closing, when no answer can be added any more; a survey has one breakdown, fixed before it opens; and
/// cells below the floor are combined, with the smallest of the others if need be, until they reach it.
/// </summary>
internal static class SurveyResults
{
    public const int Floor = 5;

    static readonly int[] Worth = [100, 75, 50, 25, 0];

    /// <param name="tally">Null if there were fewer answers than the floor.</param>
    public static SurveyResultsView Of(Survey survey, SurveyTally? tally)
    {
        if (tally is null || tally.Answers < Floor) return new(survey.Id, survey.Heading, survey.Closes, Floor, null, [], []);
        var all = Enumerable.Range(0, survey.Cells.Count).ToList();
        var cells = Together([.. all.Select(cell => AnswersIn(survey, tally, [cell]))])
            .Select(group => new ResultCell(
                [.. group.Select(cell => survey.Cells[cell])], AnswersIn(survey, tally, group), Questions(survey, tally, group))).ToList();
        return new(survey.Id, survey.Heading, survey.Closes, Floor, tally.Answers, Questions(survey, tally, all), cells);
    }

    /// <summary>Cells as they may be shown: alone or combined; none at all if combining leaves only one.</summary>
    /// <param name="answers">Answers in each cell.</param>
    internal static IReadOnlyList<IReadOnlyList<int>> Together(IReadOnlyList<int> answers)
    {
        var small = Enumerable.Range(0, answers.Count).Where(cell => answers[cell] is > 0 and < Floor).ToList();
        var large = new Queue<int>(Enumerable.Range(0, answers.Count).Where(cell => answers[cell] >= Floor).OrderBy(cell => answers[cell]));
        while (small.Count > 0 && small.Sum(cell => answers[cell]) < Floor && large.TryDequeue(out var next)) small.Add(next);
        var told = large.Order().Select(cell => (IReadOnlyList<int>)[cell]).ToList();
        if (small.Count > 0) told.Add([.. small.Order()]);
        if (told.Count < 2) return [];
        told.AddRange(Enumerable.Range(0, answers.Count).Where(cell => answers[cell] == 0).Select(cell => (IReadOnlyList<int>)[cell]));
        return told;
    }

    /// <summary>Opinions and their mean over all questions, 0 to 100; null with fewer than five answers or opinions.</summary>
    public static (int Opinions, decimal Mean)? Overall(Survey survey, SurveyTally tally)
    {
        if (tally.Answers < Floor) return null;
        var results = Questions(survey, tally, [.. Enumerable.Range(0, survey.Cells.Count)]);
        var counts = results.SelectMany(result => result.Counts).Where(count => count.Opinion is not Opinion.NoOpinion).ToList();
        var opinions = counts.Sum(count => count.Count);
        return opinions < Floor ? null : (opinions, Measures.Rounded(counts.Sum(count => (decimal)Worth[(int)count.Opinion] * count.Count) / opinions));
    }

    static List<QuestionResult> Questions(Survey survey, SurveyTally tally, IReadOnlyList<int> cells) => [.. survey.Questions.Select((question, q) =>
    {
        var counts = Enum.GetValues<Opinion>().Select(opinion => new OpinionCount(opinion, cells.Sum(cell => At(survey, tally, q, cell, opinion)))).ToList();
        var opinions = counts.Where(count => count.Opinion is not Opinion.NoOpinion).ToList();
        var of = opinions.Sum(count => count.Count);
        if (of < Floor) return new QuestionResult(question, counts, of, null, null);
        var satisfied = counts.Where(count => count.Opinion is Opinion.VerySatisfied or Opinion.Satisfied).Sum(count => count.Count);
        return new QuestionResult(
            question, counts, of, Share.Of(satisfied, of), Measures.Rounded(opinions.Sum(count => (decimal)Worth[(int)count.Opinion] * count.Count) / of));
    })];

    /// <summary>Everybody answers every question, so the first one gives the number of answers.</summary>
    static int AnswersIn(Survey survey, SurveyTally tally, IReadOnlyList<int> cells) =>
        cells.Sum(cell => Enum.GetValues<Opinion>().Sum(opinion => At(survey, tally, 0, cell, opinion)));

    static int At(Survey survey, SurveyTally tally, int question, int cell, Opinion opinion) =>
        tally.Counts[SurveyTally.Index(survey.Cells.Count, question, cell, opinion)];
}

/// <summary>Survey results about units.</summary>
internal sealed class SurveyFigures(AssessmentDb db)
{
    /// <summary>Surveys about units that closed in the year, each with at least the minimum number of answers.</summary>
    public async Task<ILookup<string, SurveyFact>> OfYearAsync(string district, int year, DateTimeOffset now, CancellationToken ct)
    {
        var (from, until) = (DistrictTime.StartOf(new(year, 1, 1)), DistrictTime.StartOf(new(year + 1, 1, 1)));
        var found = await db.Set<Survey>().AsNoTracking()
            .Where(s => s.District == district && s.Unit != null && s.Status == SurveyStatus.Announced && s.Closes <= now && s.Closes >= from && s.Closes < until)
            .Join(db.Set<SurveyTally>(), s => s.Id, t => t.SurveyId, (s, t) => new { Survey = s, Tally = t }).OrderBy(f => f.Survey.Id).ToListAsync(ct);
        return (
            from f in found
            let overall = SurveyResults.Overall(f.Survey, f.Tally)
            where overall is not null
            select (f.Survey.Unit, Fact: new SurveyFact(f.Survey.Id, f.Survey.Heading, overall.Value.Opinions, overall.Value.Mean)))
            .ToLookup(f => f.Unit!, f => f.Fact);
    }
}
