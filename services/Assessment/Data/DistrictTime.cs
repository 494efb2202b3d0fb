using Supervision.Calendar;

namespace Supervision.Assessment.Data;

/// <summary>Days, months and years as the district counts them.</summary>
internal static class DistrictTime
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime);

    public static int YearAt(DateTimeOffset now) => TimeZoneInfo.ConvertTime(now, Zone).Year;

    public static DateOnly DayAt(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);

    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>First day of the month it is at an instant.</summary>
    public static DateOnly MonthAt(DateTimeOffset at)
    {
        var day = DayAt(at);
        return new DateOnly(day.Year, day.Month, 1);
    }

    /// <summary>UTC instant of a day's time.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The instant a day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);
}
