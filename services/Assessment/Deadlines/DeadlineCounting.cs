using Supervision.Calendar;

namespace Supervision.Assessment.Deadlines;

/// <summary>A due date of an answer, with everything it was counted from (R37).</summary>
/// <param name="Count">The calendar's count, day by day.</param>
/// <param name="Extension">Total days granted on top of the 20.</param>
/// <param name="PausedDays">Days on which the clocks were paused.</param>
/// <param name="ClockVersion">Version of the district's clock it was counted by.</param>
public sealed record ReplyDue(DueDate Count, int Extension, IReadOnlyList<DateOnly> PausedDays, long ClockVersion)
{
    public DateTimeOffset Due => Count.Due;
}

/// <summary>
/// The rule of the 20 days. The start day is not counted. Working-day mode skips non-working days; calendar-day mode counts every day, and ends on
/// the next working day if the last one is not a working day. Paused days count in neither mode. Extensions are counted from the day that was due, in
/// the same way.
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

    /// <summary>A pause of the clocks, with its reason; a current pause has no end yet, and nothing becomes due during it.</summary>
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
