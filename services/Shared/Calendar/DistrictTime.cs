namespace Supervision.Calendar;

/// <summary>Days, months and years in the districts' time zone.</summary>
public static class DistrictTime
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime);

    public static int YearAt(DateTimeOffset at) => Local(at).Year;

    public static DateOnly DayAt(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    /// <summary>First day of the month that contains an instant.</summary>
    public static DateOnly MonthAt(DateTimeOffset at)
    {
        var day = DayAt(at);
        return new DateOnly(day.Year, day.Month, 1);
    }

    /// <summary>UTC instant of a time on a day.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The instant at which a day begins, UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>The first instant of a year and the first instant after it, UTC.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) Year(int year) => (StartOf(new DateOnly(year, 1, 1)), StartOf(new DateOnly(year + 1, 1, 1)));
}
