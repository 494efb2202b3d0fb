using Supervision.Calendar;

namespace Supervision.Assessment.Deadlines;

/// <summary>A due date of an answer, with all that went into it, as it was counted (R37).</summary>
/// <param name="Count">The calendar's count, day by day; it runs over <paramref name="PausedDays"/> in calendar days.</param>
/// <param name="Extension">Days granted on top of the 20.</param>
/// <param name="PausedDays">Days on which the clocks stood still.</param>
/// <param name="ClockVersion">Version of the district's clock it was counted by.</param>
public sealed record ReplyDue(DueDate Count, int Extension, IReadOnlyList<DateOnly> PausedDays, long ClockVersion)
{
    public DateTimeOffset Due => Count.Due;
}

/// <summary>
/// The rule of the 20 days. The day of the start is not counted. Working days pass over what is not worked; calendar days count every day, and
/// end on the next working day where the last one is not worked. A day on which the clocks stand still is counted in neither mode.
/// </summary>
internal static class DeadlineCounting
{
    public static ReplyDue Due(DistrictClock clock, DateTimeOffset from, int extension, HolidayData holidays)
    {
        var paused = PausedDays(clock);
        var days = new List<DistrictDay>(clock.OwnDays.Where(day => !paused.ContainsKey(day.Date)));
        days.AddRange(paused.Select(day => new DistrictDay(day.Key, DistrictDayKind.DayOff, $"计时暂停：{day.Value}")));
        var calendar = WorkingCalendar.For(new DistrictCalendar(clock.District, days), holidays);
        var amount = DistrictClock.Days + extension;
        if (clock.Mode is CountingMode.WorkingDays) return Counted(calendar.Due(from, new(amount, DeadlineUnit.WorkingDays)));

        var (start, over) = (DistrictTime.DayAt(from), amount);
        for (var day = 1; day <= over; day++)
        {
            if (paused.ContainsKey(start.AddDays(day))) over++;
        }

        return Counted(calendar.Due(from, new(over, DeadlineUnit.CalendarDays)));

        ReplyDue Counted(DueDate count) => new(
            count, extension, [.. count.Days.Where(day => day.Mark is not DayMark.Start && paused.ContainsKey(day.Day.Date)).Select(day => day.Day.Date)],
            clock.ClockVersion);
    }

    /// <summary>Days on which the clocks stood still, with the reason; a pause that lasts has no end yet, and nothing is due in it.</summary>
    static Dictionary<DateOnly, string> PausedDays(DistrictClock clock)
    {
        var days = new Dictionary<DateOnly, string>();
        foreach (var pause in clock.Pauses)
        {
            for (var day = pause.From; day <= (pause.Until ?? pause.From); day = day.AddDays(1)) days.TryAdd(day, pause.Reason);
        }

        return days;
    }
}
