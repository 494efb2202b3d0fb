namespace Supervision.Calendar;

/// <summary>Days, months and years as the districts count them.</summary>
public static class DistrictTime
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime);

    public static int YearAt(DateTimeOffset at) => Local(at).Year;

    public static DateOnly DayAt(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

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

    /// <summary>The instant a day begins, UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>The first instant of a year and the first one after it, UTC.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) Year(int year) => (StartOf(new DateOnly(year, 1, 1)), StartOf(new DateOnly(year + 1, 1, 1)));
}
