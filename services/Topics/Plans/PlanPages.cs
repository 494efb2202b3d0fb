using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Plans;

/// <summary>Builds the plan page.</summary>
internal sealed class PlanPages(TopicsDb db, IEnumerable<IYearFigureSource> sources)
{
    const int MostLate = 100;

    public async Task<PlanPage> OfAsync(string district, int year, DateTimeOffset now, CancellationToken ct)
    {
        var plan = await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.District == district && p.Year == year, ct);
        var counts = await db.Database.SqlQuery<TopicsOfYear>($"select status, field, class, selected, count from topics_of_year({district}, {year})").ToListAsync(ct);
        var figures = await FiguresAsync(district, year, now, ct);
        var selected = counts.Where(c => c.Selected).ToList();
        return new PlanPage(
            year, plan?.Status, plan?.ApprovedTarget ?? YearTarget.Default, selected.Sum(c => c.Count),
            Sums(selected, c => c.Field, c => c.Count), Sums(selected, c => c.Class, c => c.Count), Sums(counts, c => TopicMoves.Name(Enum.Parse<TopicStatus>(c.Status)), c => c.Count),
            [.. figures.JointMeetings.Keys], [.. MonthsGone(year, now).Except(figures.JointMeetings.Keys)],
            [.. figures.Late.OrderBy(late => late.Due).Take(MostLate)]);
    }

    public async Task<YearFigures> FiguresAsync(string district, int year, DateTimeOffset now, CancellationToken ct)
    {
        var figures = new YearFigures();
        foreach (var source in sources) await source.TellAsync(district, year, now, figures, ct);
        return figures;
    }

    static IEnumerable<int> MonthsGone(int year, DateTimeOffset now)
    {
        var today = DistrictTime.DayAt(now);
        var gone = year < today.Year ? 12 : year == today.Year ? today.Month - 1 : 0;
        return Enumerable.Range(1, gone);
    }

    static SortedDictionary<string, int> Sums<T>(IEnumerable<T> counts, Func<T, string> key, Func<T, int> count) =>
        new(counts.GroupBy(key).ToDictionary(g => g.Key, g => g.Sum(count)), StringComparer.Ordinal);
}

/// <summary>One group of equal topics of a year.</summary>
internal sealed record TopicsOfYear(string Status, string Field, string Class, bool Selected, int Count);
