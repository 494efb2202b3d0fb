using Supervision.Calendar;

namespace Supervision.Assessment.Deadlines;

/// <summary>A due date of an answer, with all that went into it, as it was counted (R37).</summary>
/// <param name="Count">The calendar's count, day by day.</param>
/// <param name="Extension">Days granted on top of the 20, in all.</param>
/// <param name="PausedDays">Days on which the clocks stood still.</param>
/// <param name="ClockVersion">Version of the district's clock it was counted by.</param>
public sealed record ReplyDue(DueDate Count, int Extension, IReadOnlyList<DateOnly> PausedDays, long ClockVersion)
{
    public DateTimeOffset Due => Count.Due;
}

/// <summary>
/// The rule of the 20 days. The day of the start is not counted. Working days pass over what is not worked; calendar days count every day, and
/// end on the next working day where the last one is not worked. A day on which the clocks stand still is counted in neither mode. Time granted
/// on top is counted from the day that was due, in the same way.
/// </summary>
internal static class DeadlineCounting
{
    /// <param name="granted">Time granted on top, in the order it was granted.</param>
    public static ReplyDue Due(DistrictClock clock, DateTimeOffset from, IReadOnlyList<DueExtension> granted, HolidayData holidays)
    {
        var calendar = WorkingCalendar.For(new DistrictCalendar(clock.District, clock.OwnDays), holidays).Pausing(PausedDays(clock));
        var unit = clock.Mode is CountingMode.WorkingDays ? DeadlineUnit.WorkingDays : DeadlineUnit.CalendarDays;
        var count = calendar.Due(from, new(DistrictClock.Days, unit), granted);
        return new(
            count, granted.Sum(extension => extension.Amount),
            [.. count.Days.Where(day => day.Mark is not DayMark.Start && day.Day.Kind is DayKind.Paused).Select(day => day.Day.Date)], clock.ClockVersion);
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
