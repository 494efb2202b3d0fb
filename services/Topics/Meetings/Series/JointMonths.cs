using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;

namespace Supervision.Topics.Meetings.Series;

/// <summary>The months of a year with and without a joint meeting.</summary>
internal sealed class JointMonths(TopicsDb db)
{
    /// <summary>All twelve months. Whether one is flagged depends on the clock and the meetings held, even if recorded late.</summary>
    public async Task<IReadOnlyList<MonthView>> OfYearAsync(string district, int year, DateTimeOffset now, CancellationToken ct)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 1));
        var meetings = await db.Set<Meeting>().AsNoTracking()
            .Where(m => m.District == district && m.Kind == MeetingKind.Joint && m.Month >= first && m.Month <= last && m.Status != MeetingStatus.Cancelled)
            .Select(m => new { m.Month, m.Status, m.Starts }).ToListAsync(ct);
        var flags = await db.Set<JointMonth>().AsNoTracking().Where(m => m.District == district && m.Month >= first && m.Month <= last)
            .ToDictionaryAsync(m => m.Month, m => m.FlagsAt, ct);
        return [.. Enumerable.Range(0, 12).Select(first.AddMonths).Select(month =>
        {
            var own = meetings.Where(m => m.Month == month).ToList();
            var held = own.Count(m => m.Status is MeetingStatus.Held);
            var ahead = own.Where(m => m.Status is not MeetingStatus.Held).Select(m => (DateTimeOffset?)m.Starts).Min();
            var flagsAt = flags.TryGetValue(month, out var at) ? at : (DateTimeOffset?)null;
            return new MonthView(month, held, ahead, held == 0 && flagsAt <= now, flagsAt);
        })];
    }
}
