using System.Collections.Frozen;

namespace Supervision.Calendar;

/// <summary>
/// A district's calendar: the national holidays and make-up days plus the district's own days. Immutable and safe to share; building one is as
/// cheap as querying it, so one may be made for a single request.
/// </summary>
public sealed class WorkingCalendar
{
    readonly HolidayData holidays;
    readonly Dictionary<DateOnly, CalendarDay> added;
    readonly TimeZoneInfo zone;

    WorkingCalendar(DistrictCalendar district, HolidayData holidays, IReadOnlyDictionary<DateOnly, string> paused)
    {
        District = district;
        this.holidays = holidays;
        zone = TimeZoneInfo.FindSystemTimeZoneById(district.TimeZone);
        added = district.Days.ToDictionary(day => day.Date, day => new CalendarDay(
            day.Date,
            day.Kind is DistrictDayKind.DayOff ? DayKind.DistrictDayOff : DayKind.DistrictWorkday,
            Reason: day.Reason));
        foreach (var (date, reason) in paused) added[date] = new(date, DayKind.Paused, Reason: reason);
    }

    public DistrictCalendar District { get; }

    /// <param name="district">The district's zone and own days.</param>
    /// <param name="holidays">The national data; by default the data shipped with the platform.</param>
    /// <exception cref="CalendarDataException">The district's data is invalid.</exception>
    public static WorkingCalendar For(DistrictCalendar district, HolidayData? holidays = null)
    {
        district.Check();
        return new(district, holidays ?? HolidayData.BuiltIn, FrozenDictionary<DateOnly, string>.Empty);
    }

    /// <exception cref="ArgumentOutOfRangeException">Before the first year of the data (2024), or after 2099.</exception>
    public CalendarDay DayOf(DateOnly date) => added.TryGetValue(date, out var own) ? own : holidays.DayOf(date);

    /// <inheritdoc cref="DayOf"/>
    public bool IsWorkingDay(DateOnly date) => DayOf(date).IsWorking;

    /// <summary>The same calendar with the clock paused on these days: they are not working days, and no period counts them.</summary>
    /// <param name="days">Each with the reason shown to those whose deadline it moves.</param>
    public WorkingCalendar Pausing(IReadOnlyDictionary<DateOnly, string> days) => days.Count == 0 ? this : new(District, holidays, days);

    /// <summary>When a period that starts at an instant ends (domain.md R27, R28, R34, R37).</summary>
    /// <param name="start">The start; the day it falls on in the district's zone is not counted.</param>
    /// <param name="rule">How long it runs.</param>
    /// <param name="extensions">Additional time granted, see <see cref="Extend"/>, in order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The period goes beyond the years the calendar covers.</exception>
    public DueDate Due(DateTimeOffset start, DeadlineRule rule, IReadOnlyList<DueExtension>? extensions = null)
    {
        var startDay = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime);
        var count = new Count([new(DayOf(startDay), DayMark.Start)], []);
        Run(count, rule.Amount, rule, DayMark.Counted);
        var due = Ending(count, start.ToUniversalTime(), rule, null);
        return (extensions ?? []).Aggregate(due, Extend);
    }

    /// <summary>
    /// A due date with additional time (domain.md R36): so many more days, working days or months after the day that was due as shown to
    /// people, which is the working day to which the end had moved. In a recount, the granted time begins no earlier than it did when granted.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The period goes beyond the years the calendar covers.</exception>
    public DueDate Extend(DueDate due, DueExtension extension)
    {
        var count = new Count([.. due.Days], [.. due.MissingNotices]);
        while (count.Last < extension.From) count.Days.Add(new(DayAfter(count), DayMark.Standing));
        IReadOnlyList<DueExtension> extensions = [.. due.Extensions ?? [], extension with { From = count.Last }];
        Run(count, extension.Amount, due.Rule, DayMark.Granted);
        return Ending(count, due.Start, due.Rule, extensions);
    }

    /// <summary>
    /// The same start, rule and extensions on this calendar: for when a year's notice was published, or the district changed its days. Whether to
    /// notify anyone, and what to record, is up to the caller (domain.md R37).
    /// </summary>
    public Recomputation Recompute(DueDate dueDate) => new(dueDate, Due(dueDate.Start, dueDate.Rule, dueDate.Extensions));

    /// <summary>A count in progress: the days so far, and the years whose notices are missing.</summary>
    sealed record Count(List<DueDay> Days, SortedSet<int> Missing)
    {
        public DateOnly Last => Days[^1].Day.Date;
    }

    /// <summary>Continues the count after the last day, which is not counted itself.</summary>
    void Run(Count count, int amount, DeadlineRule rule, DayMark mark)
    {
        if (rule.Unit is DeadlineUnit.WorkingDays)
        {
            RunWorkingDays(count, amount, mark);
            return;
        }

        var end = rule.Unit is DeadlineUnit.Months ? count.Last.AddMonths(amount) : count.Last.AddDays(amount);
        RunCalendarDays(count, end.DayNumber - count.Last.DayNumber, mark);
        if (rule.RollForward) Roll(count);
    }

    void RunWorkingDays(Count count, int amount, DayMark mark)
    {
        for (var counted = 0; counted < amount;)
        {
            var day = DayAfter(count);
            Note(day, count.Missing);
            count.Days.Add(day.IsWorking ? new(day, mark, ++counted) : new(day, DayMark.Skipped));
        }
    }

    /// <summary>Holidays do not change this count, so only the days that decide about rolling forward can make it provisional.</summary>
    void RunCalendarDays(Count count, int amount, DayMark mark)
    {
        for (var counted = 0; counted < amount;)
        {
            var day = DayAfter(count);
            count.Days.Add(day.Kind is DayKind.Paused ? new(day, DayMark.Skipped) : new(day, mark, ++counted));
        }
    }

    void Roll(Count count)
    {
        Note(count.Days[^1].Day, count.Missing);
        while (!count.Days[^1].Day.IsWorking)
        {
            var day = DayAfter(count);
            Note(day, count.Missing);
            count.Days.Add(new(day, day.IsWorking ? DayMark.RolledTo : DayMark.Skipped));
        }
    }

    DueDate Ending(Count count, DateTimeOffset start, DeadlineRule rule, IReadOnlyList<DueExtension>? extensions)
    {
        var local = EndOf(count.Last, rule.DayEnd);
        return new(start, rule, District.TimeZone, count.Last, local.ToUniversalTime(), local, count.Days, [.. count.Missing], extensions);
    }

    CalendarDay DayAfter(Count count) => DayOf(count.Last.AddDays(1));

    static void Note(CalendarDay day, SortedSet<int> missing)
    {
        if (day.AwaitsNotice is { } year) missing.Add(year);
    }

    DateTimeOffset EndOf(DateOnly lastDay, TimeOnly? dayEnd)
    {
        var local = dayEnd is { } time ? lastDay.ToDateTime(time) : lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new(local, zone.GetUtcOffset(local));
    }
}
