using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Plans;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Duties;

/// <summary>The duty lists' figures of a year: the items that fall due in it.</summary>
internal sealed class DutyFigures(TopicsDb db) : IYearFigureSource
{
    const int MostLate = 100;

    public async Task TellAsync(string district, int year, DateTimeOffset now, YearFigures figures, CancellationToken ct)
    {
        var (first, next) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var items = db.Set<DutyItem>().AsNoTracking().Where(d => d.District == district && d.DueOn >= first && d.DueOn < next);
        var counts = await db.Database.SqlQuery<DutiesOfYear>($"select status, in_time, overdue, count from duties_of_year({district}, {year}, {now})").ToListAsync(ct);
        foreach (var alike in counts)
        {
            var status = Enum.Parse<DutyStatus>(alike.Status);
            if (status is DutyStatus.Waived) figures.DutiesWaived += alike.Count;
            else if (status is DutyStatus.Done && alike.InTime) figures.DutiesOnTime += alike.Count;
            else if (status is DutyStatus.Done) figures.DutiesLate += alike.Count;
            else figures.DutiesOpen += alike.Count;
            if (status is DutyStatus.Open or DutyStatus.Underway && alike.Overdue) figures.DutiesOverdue += alike.Count;
        }

        var late = await items.Where(d => (d.Status == DutyStatus.Open || d.Status == DutyStatus.Underway) && d.Due <= now)
            .Where(d => db.Topics.Any(t => t.Id == d.TopicId && t.Status != TopicStatus.Suspended))
            .OrderBy(d => d.Due).Take(MostLate).Select(d => new LateMatter("dutyItem", d.Id, d.TopicId, d.Title, d.Due)).ToListAsync(ct);
        figures.Late.AddRange(late);
    }
}

/// <summary>One group of equal duty items of a year.</summary>
internal sealed record DutiesOfYear(string Status, bool InTime, bool Overdue, int Count);
