namespace Supervision.Contracts;

/// <summary>The current state of a deadline (R36, R37), published by the service that owns it; reminders and escalation depend on it (R45).</summary>
/// <param name="DeadlineId">Constant for the life of the deadline; a restarted clock is the same deadline with another due instant.</param>
/// <param name="Kind">
/// Stable name of what is due, e.g. <c>clue.receipt</c>, <c>clue.disposal</c>, <c>duty.item</c>, <c>feedback.reply</c>; selects the texts.
/// </param>
/// <param name="MatterId">Id of the matter in the owning service.</param>
/// <param name="Reference">The matter's number or other reference, as known to those concerned; nothing of its content.</param>
/// <param name="Link">Relative path of the matter.</param>
/// <param name="Due">The first instant that is too late, UTC.</param>
/// <param name="Open">False once it was met, or nothing is due any more.</param>
/// <param name="Persons">Users who must meet it.</param>
/// <param name="Roles">Roles whose holders must meet it, each as <c>body/role</c>.</param>
/// <param name="EscalatesTo">Bodies whose liaisons, and then leaders, may be notified that it was missed; other bodies never are.</param>
/// <param name="Count">How <paramref name="Due"/> was counted on the district's calendar; null for a date set by somebody.</param>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
public sealed record DeadlineChanged(
    Guid DeadlineId, string District, string Kind, Guid MatterId, string Reference, string Link, DateTimeOffset Due, bool Open,
    IReadOnlyList<Guid> Persons, IReadOnlyList<string> Roles, IReadOnlyList<string> EscalatesTo, DeadlineCount? Count, long Version, DateTimeOffset At)
    : IIntegrationEvent
{
    public Guid Aggregate => DeadlineId;
}

/// <summary>How a due instant was counted, in the terms of the calendar library's rule; used to preview a change of the calendar.</summary>
/// <param name="From">UTC instant at which the clock started.</param>
/// <param name="Unit"><c>CalendarDays</c>, <c>WorkingDays</c> or <c>Months</c>.</param>
/// <param name="DayEnd">End of office hours in the district's zone; null for 24:00.</param>
/// <param name="RollForward">Whether a last day that is not a working day moves to the next working day.</param>
/// <param name="Extensions">Additional time, in the order it was granted; null for none.</param>
/// <param name="PausedDays">Days on which the clock was paused, which are not counted; null for none.</param>
public sealed record DeadlineCount(
    DateTimeOffset From, int Amount, string Unit, TimeOnly? DayEnd, bool RollForward, IReadOnlyList<TimeGranted>? Extensions = null,
    IReadOnlyList<DateOnly>? PausedDays = null)
{
    public bool Equals(DeadlineCount? other) =>
        other is not null && (From, Amount, Unit, DayEnd, RollForward) == (other.From, other.Amount, other.Unit, other.DayEnd, other.RollForward)
        && (Extensions ?? []).SequenceEqual(other.Extensions ?? []) && (PausedDays ?? []).SequenceEqual(other.PausedDays ?? []);

    public override int GetHashCode() => HashCode.Combine(From, Amount, Unit, DayEnd, RollForward);
}

/// <summary>Additional time granted after a count, in its unit.</summary>
/// <param name="From">The day that was due, which is not counted.</param>
public sealed record TimeGranted(DateOnly From, int Amount);

/// <summary>The current state of what a district adds to the national calendar (R37); services recount their open deadlines with it.</summary>
/// <param name="CalendarId">The same for all changes of a district's calendar.</param>
/// <param name="Days">All of the district's days, not only those that changed.</param>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
/// <param name="By">The district's admin who changed it.</param>
public sealed record DistrictCalendarChanged(
    Guid CalendarId, string District, IReadOnlyList<CalendarDayChange> Days, long Version, Guid By, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => CalendarId;
}

/// <summary>A day the district declares off or working, whatever the national calendar says.</summary>
/// <param name="Kind"><c>DayOff</c> or <c>Workday</c>.</param>
/// <param name="Reason">Shown to those whose deadline it moves.</param>
public sealed record CalendarDayChange(DateOnly Date, string Kind, string Reason);
