using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Plans;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Duties;

/// <summary>What duty lists have to say of a year: the items that fall due in it.</summary>
internal sealed class DutyFigures(TopicsDb db) : IYearFigureSource
{
    const int MostLate = 100;

    public async Task TellAsync(string district, int year, DateTimeOffset now, YearFigures figures, CancellationToken ct)
    {
        var (first, next) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var items = db.Set<DutyItem>().AsNoTracking().Where(d => d.District == district && d.DueOn >= first && d.DueOn < next);
        var counts = await items
            .GroupBy(d => new { d.Status, InTime = d.FinishedAt < d.Due, Overdue = d.Due <= now }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        foreach (var (key, count) in counts.Select(c => (c.Key, c.Count)))
        {
            if (key.Status is DutyStatus.Waived) figures.DutiesWaived += count;
            else if (key.Status is DutyStatus.Done && key.InTime) figures.DutiesOnTime += count;
            else if (key.Status is DutyStatus.Done) figures.DutiesLate += count;
            else figures.DutiesOpen += count;
            if (key.Status is DutyStatus.Open or DutyStatus.Underway && key.Overdue) figures.DutiesOverdue += count;
        }

        var late = await items.Where(d => (d.Status == DutyStatus.Open || d.Status == DutyStatus.Underway) && d.Due <= now)
            .Where(d => db.Topics.Any(t => t.Id == d.TopicId && t.Status != TopicStatus.Suspended))
            .OrderBy(d => d.Due).Take(MostLate).Select(d => new LateMatter("dutyItem", d.Id, d.TopicId, d.Title, d.Due)).ToListAsync(ct);
        figures.Late.AddRange(late);
    }
}
