using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Collaboration;

namespace Supervision.Topics.Data;

internal static class DistrictDays
{
    /// <summary>The district's calendar as this service knows it.</summary>
    public static async Task<WorkingCalendar> CalendarAsync(this TopicsDb db, string district, HolidayData holidays, CancellationToken ct)
    {
        var days = await db.Set<WorkingDay>().AsNoTracking().Where(d => d.District == district).ToListAsync(ct);
        return WorkingCalendar.For(
            new DistrictCalendar(district, [.. days.Select(d => new DistrictDay(d.Date, Enum.Parse<DistrictDayKind>(d.Kind), d.Reason))]), holidays);
    }
}
