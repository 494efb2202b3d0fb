namespace Supervision.Notifications.Reminders;

/// <summary>A reminder of a due instant, as it is or should be planned.</summary>
internal readonly record struct PlannedReminder(string Step, DateTimeOffset At);

/// <summary>Computes which reminders a deadline must have (R45); pure, so that tests can compare it with a plain count.</summary>
internal static class ReminderSchedule
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(Supervision.Calendar.DistrictCalendar.ChinaTime);

    /// <summary>Every reminder of a due instant, in the order of the steps. Days are those of the district's zone.</summary>
    public static IEnumerable<PlannedReminder> Of(DateTimeOffset due, ReminderTimes times)
    {
        // The due instant is the first that is too late: if it is midnight, the last day is the day before.
        var lastDay = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(due.AddTicks(-1), Zone).DateTime);
        foreach (var days in times.DaysBefore)
        {
            if (At(lastDay.AddDays(-days), times.SendAt) is var at && at < due) yield return new(ReminderStep.Before(days), at);
        }

        if (times.OnTheDay && At(lastDay, times.SendAt) is var today && today < due) yield return new(ReminderStep.Today, today);
        yield return new(ReminderStep.Overdue, due);
        yield return new(ReminderStep.Liaisons, At(lastDay.AddDays(times.LiaisonsAfter), times.SendAt));
        yield return new(ReminderStep.Leaders, At(lastDay.AddDays(times.LeadersAfter), times.SendAt));
    }

    /// <summary>
    /// What must be planned now, in place of everything planned and not sent. A reminder ahead of the due instant whose time is already over is
    /// skipped, unless it was planned and is about to be sent; overdue steps are never skipped. What was sent for this due instant is not sent again.
    /// </summary>
    /// <param name="open">False: nothing is due any more.</param>
    /// <param name="sent">Steps sent for this due instant.</param>
    /// <param name="planned">Reminders planned for this due instant and not sent.</param>
    public static IReadOnlyList<PlannedReminder> Plan(
        DateTimeOffset due, bool open, ReminderTimes times, IReadOnlyCollection<string> sent, IReadOnlyCollection<PlannedReminder> planned, DateTimeOffset now) =>
        !open ? [] : [.. Of(due, times).Where(reminder =>
            !sent.Contains(reminder.Step) && (!ReminderStep.IsAhead(reminder.Step) || reminder.At > now || planned.Contains(reminder)))];

    static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
