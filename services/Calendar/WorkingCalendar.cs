namespace Supervision.Calendar;

/// <summary>
/// A district's calendar: the nation's holidays and make-up days with the district's own days on top. Immutable, safe to share, and
/// cheap to build as to ask: one made for a single request is no waste.
/// </summary>
public sealed class WorkingCalendar
{
    readonly HolidayData holidays;
    readonly Dictionary<DateOnly, CalendarDay> added;
    readonly TimeZoneInfo zone;

    WorkingCalendar(DistrictCalendar district, HolidayData holidays)
    {
        District = district;
        this.holidays = holidays;
        zone = TimeZoneInfo.FindSystemTimeZoneById(district.TimeZone);
        added = district.Days.ToDictionary(day => day.Date, day => new CalendarDay(
            day.Date,
            day.Kind is DistrictDayKind.DayOff ? DayKind.DistrictDayOff : DayKind.DistrictWorkday,
            Reason: day.Reason));
    }

    public DistrictCalendar District { get; }

    /// <param name="district">The district's zone and own days.</param>
    /// <param name="holidays">The national data; what is shipped when not given.</param>
    /// <exception cref="CalendarDataException">The district's data is wrong.</exception>
    public static WorkingCalendar For(DistrictCalendar district, HolidayData? holidays = null)
    {
        district.Check();
        return new(district, holidays ?? HolidayData.BuiltIn);
    }

    /// <exception cref="ArgumentOutOfRangeException">Before the first year of the data (2024), or after 2099.</exception>
    public CalendarDay DayOf(DateOnly date) => added.TryGetValue(date, out var own) ? own : holidays.DayOf(date);

    /// <inheritdoc cref="DayOf"/>
    public bool IsWorkingDay(DateOnly date) => DayOf(date).IsWorking;

    /// <summary>When a period that starts at an instant is over (domain.md R27, R28, R34, R37).</summary>
    /// <param name="start">The start; the day it falls on in the district's zone is not counted.</param>
    /// <param name="rule">How long it runs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period leaves the years the calendar reaches.</exception>
    public DueDate Due(DateTimeOffset start, DeadlineRule rule)
    {
        var startDay = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime);
        List<DueDay> days = [new(DayOf(startDay), DayMark.Start)];
        SortedSet<int> missing = [];

        if (rule.Unit is DeadlineUnit.WorkingDays) CountWorkingDays(rule.Amount, days, missing);
        else CountCalendarDays(EndOf(startDay, rule), rule.RollForward, days, missing);

        var lastDay = days[^1].Day.Date;
        var local = EndOf(lastDay, rule.DayEnd);
        return new(start.ToUniversalTime(), rule, District.TimeZone, lastDay, local.ToUniversalTime(), local, days, [.. missing]);
    }

    /// <summary>
    /// The same start and rule on this calendar: for when a year's notice has come, or the district changed its days. Whether to tell
    /// anyone, and what to record, is the caller's (domain.md R37).
    /// </summary>
    public Recomputation Recompute(DueDate dueDate) => new(dueDate, Due(dueDate.Start, dueDate.Rule));

    void CountWorkingDays(int amount, List<DueDay> days, SortedSet<int> missing)
    {
        for (var counted = 0; counted < amount;)
        {
            var day = DayAfter(days);
            Note(day, missing);
            days.Add(day.IsWorking ? new(day, DayMark.Counted, ++counted) : new(day, DayMark.Skipped));
        }
    }

    /// <summary>No holiday changes the count itself, so only the days that decide on rolling forward can make it provisional.</summary>
    void CountCalendarDays(DateOnly end, bool rollForward, List<DueDay> days, SortedSet<int> missing)
    {
        for (var counted = 1; days[^1].Day.Date < end; counted++) days.Add(new(DayAfter(days), DayMark.Counted, counted));
        if (!rollForward) return;

        Note(days[^1].Day, missing);
        while (!days[^1].Day.IsWorking)
        {
            var day = DayAfter(days);
            Note(day, missing);
            days.Add(new(day, day.IsWorking ? DayMark.RolledTo : DayMark.Skipped));
        }
    }

    CalendarDay DayAfter(List<DueDay> days) => DayOf(days[^1].Day.Date.AddDays(1));

    static void Note(CalendarDay day, SortedSet<int> missing)
    {
        if (day.AwaitsNotice is { } year) missing.Add(year);
    }

    static DateOnly EndOf(DateOnly startDay, DeadlineRule rule) =>
        rule.Unit is DeadlineUnit.Months ? startDay.AddMonths(rule.Amount) : startDay.AddDays(rule.Amount);

    DateTimeOffset EndOf(DateOnly lastDay, TimeOnly? dayEnd)
    {
        var local = dayEnd is { } time ? lastDay.ToDateTime(time) : lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new(local, zone.GetUtcOffset(local));
    }
}
