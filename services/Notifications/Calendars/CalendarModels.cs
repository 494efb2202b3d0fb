using System.ComponentModel.DataAnnotations;
using Supervision.Calendar;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Notifications.Calendars;

/// <summary>How the district sets a day.</summary>
/// <param name="Date">From 2024-01-01 to 2099-12-31.</param>
/// <param name="Kind"><c>DayOff</c> or <c>Workday</c>; null gives the day back to the national calendar.</param>
/// <param name="Reason">Shown to the people whose deadline it moves, at most 200 characters; required with a kind.</param>
public sealed record CalendarDayRequest(DateOnly Date, DistrictDayKind? Kind = null, [PlainText(200)] string? Reason = null);

/// <summary>Days that change, each listed once.</summary>
public record CalendarPreviewRequest([MinLength(1), MaxLength(100)] IReadOnlyList<CalendarDayRequest> Days) : IValidatableObject
{
    static readonly DateOnly First = new(2024, 1, 1), Last = new(2099, 12, 31);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Days.Any(day => day.Date < First || day.Date > Last)) yield return new("Each date is from 2024 to 2099.", [nameof(Days)]);
        if (Days.DistinctBy(day => day.Date).Count() != Days.Count) yield return new("Each date is given once.", [nameof(Days)]);
        if (Days.Any(day => day.Kind is not null && day.Reason is null)) yield return new("A day with a kind has a reason.", [nameof(Days)]);
    }
}

/// <summary>A change to apply as it was previewed.</summary>
/// <param name="Days">Days that change, each listed once; as in the preview.</param>
/// <param name="Reason">Why the calendar changes, at most 500 characters.</param>
/// <param name="Version">Version of the preview the admin looked at.</param>
public sealed record CalendarChangeRequest(
    IReadOnlyList<CalendarDayRequest> Days, [PlainText(500)] string Reason, [RegularExpression("^[0-9a-f]{64}$")] string Version) : CalendarPreviewRequest(Days);

/// <summary>The days of a year in the district.</summary>
/// <param name="Version">How often the district changed its calendar.</param>
/// <param name="NoticePublished">Whether the State Council's notice for the year is available; without it days may still change.</param>
public sealed record CalendarYearView(int Year, string District, string TimeZone, long Version, bool NoticePublished, IReadOnlyList<CalendarDay> Days);

/// <summary>An open deadline that moves, by reference only.</summary>
/// <param name="Kind">What is due, e.g. <c>clue.receipt</c>.</param>
/// <param name="Before">UTC instant.</param>
/// <param name="After">UTC instant.</param>
public sealed record DeadlineMove(Guid DeadlineId, string Kind, string Reference, DateTimeOffset Before, DateTimeOffset After);

/// <summary>What a change would do.</summary>
/// <param name="Version">Send it with the change, which is refused if its effect would differ by then.</param>
/// <param name="Moves">Open deadlines that move, among those the caller's body may see, earliest first.</param>
public sealed record CalendarPreview(string Version, IReadOnlyList<ChangedDay> Days, IReadOnlyList<DeadlineMove> Moves);

/// <summary>An entry of the calendar's history.</summary>
/// <param name="Moved">How many open deadlines moved, among those the changer's body may see.</param>
public sealed record CalendarChangeView(
    Guid Id, long Version, IReadOnlyList<ChangedDay> Days, string Reason, int Moved, Guid By, string ByName, string ByBody, DateTimeOffset At)
{
    internal static CalendarChangeView For(CalendarChange c) => new(c.Id, c.Version, c.Days, c.Reason, c.Moved, c.By, c.ByName, c.ByBody, c.At);
}
