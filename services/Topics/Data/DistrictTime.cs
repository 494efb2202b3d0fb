using Supervision.Calendar;

namespace Supervision.Topics.Data;

/// <summary>Days, months and years as the district counts them.</summary>
internal static class DistrictTime
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime);

    public static int YearAt(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, Zone).Year;

    public static DateOnly DayAt(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);

    /// <summary>The instant a day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
