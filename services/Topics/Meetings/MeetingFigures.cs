using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Plans;

namespace Supervision.Topics.Meetings;

/// <summary>What meetings have to say of a year.</summary>
internal sealed class MeetingFigures(TopicsDb db) : IYearFigureSource
{
    public async Task TellAsync(string district, int year, DateTimeOffset now, YearFigures figures, CancellationToken ct)
    {
        var (first, next) = (new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1));
        var held = await db.Set<Meeting>().AsNoTracking()
            .Where(m => m.District == district && m.Status == MeetingStatus.Held && m.Month >= first && m.Month < next)
            .GroupBy(m => new { m.Month, Joint = m.Kind == MeetingKind.Joint }).Select(g => new { g.Key.Month, g.Key.Joint, Count = g.Count() }).ToListAsync(ct);
        figures.MeetingsHeld += held.Sum(h => h.Count);
        foreach (var month in held.Where(h => h.Joint)) figures.JointMeetings[month.Month.Month] = month.Count;
    }
}
