using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Supervision.Calendar;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Assessment.Deadlines;

/// <param name="Days">Counted in the same way as the 20.</param>
public sealed record ExtensionRequest([Range(1, Extension.MostDays)] int Days, [PlainText(4000)] string Reason);

public sealed record ExtensionView(
    Guid Id, Guid DeadlineId, Guid FormId, string Unit, int Days, string Reason, ExtensionStatus Status, IReadOnlyList<ExtensionWord> Words, DateTimeOffset AskedAt,
    DateTimeOffset? DecidedAt)
{
    /// <param name="words">Whether to show each body's decision before both decided; false for the unit.</param>
    internal static ExtensionView For(Extension e, bool words) => new(
        e.Id, e.DeadlineId, e.FormId, e.Unit, e.Days, e.Reason, e.Status, words || e.Status is not ExtensionStatus.Asked ? e.Words : [], e.AskedAt, e.DecidedAt);
}

/// <summary>A clock with everything its due instant was counted from (R37).</summary>
/// <param name="ItemId">The item it belongs to; null for the form's first answers.</param>
/// <param name="Due">The first instant that is too late, UTC.</param>
/// <param name="DueLocal">The same in the district's zone.</param>
/// <param name="Held">The district's clocks are paused; the due instant moves once they resume.</param>
/// <param name="PausedDays">Days on which they were paused, not counted.</param>
/// <param name="Summary">The count in words.</param>
/// <param name="Days">Every counted day in words.</param>
public sealed record DeadlineView(
    Guid Id, Guid? ItemId, DateTimeOffset From, DateTimeOffset Due, DateTimeOffset DueLocal, bool Open, bool Held, bool Overdue, DateTimeOffset? OverdueAt, CountingMode Mode,
    int Extension, IReadOnlyList<DateOnly> PausedDays, bool Provisional, string Summary, IReadOnlyList<string> Days, IReadOnlyList<DeadlineEventView> Events)
{
    internal static DeadlineView For(ReplyDeadline d, IEnumerable<DeadlineEvent> events, DateTimeOffset now)
    {
        var counted = d.Count!.Counted;
        var explanation = counted.Count.Explain(CultureInfo.CurrentUICulture);
        return new(
            d.Id, d.ItemId, d.From, d.Due, counted.Count.DueLocal, d.Open, d.Held, d.Open && !d.Held && now >= d.Due, d.OverdueAt, d.Mode, d.Extension, counted.PausedDays,
            d.Count.Provisional, explanation.Summary + DeadlineWords.Addition(counted, CultureInfo.CurrentUICulture), explanation.Lines,
            [.. events.OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => new DeadlineEventView(e.Kind, e.Before, e.Due, e.ClockVersion, e.At))]);
    }
}

/// <param name="Before">The due instant before the change.</param>
/// <param name="ClockVersion">Version of the district's clock it was counted by.</param>
public sealed record DeadlineEventView(DeadlineEventKind Kind, DateTimeOffset? Before, DateTimeOffset Due, long ClockVersion, DateTimeOffset At);

/// <summary>
/// Adds what the calendar's summary lacks: how many days the clocks were paused and, for counts made before the calendar covered it, the time
/// granted.
/// </summary>
internal static class DeadlineWords
{
    public static string Addition(ReplyDue due, CultureInfo culture)
    {
        var chinese = culture.Name.StartsWith("zh", StringComparison.Ordinal);
        var granted = due.Extension == 0 || due.Count.Extensions is not null ? "" : chinese ? $"其中经双方同意延期{due.Extension}日。" : $" {due.Extension} of them granted by both bodies.";
        var paused = due.PausedDays.Count == 0 ? ""
            : chinese ? $"计时暂停{due.PausedDays.Count}日不计入期限。"
            : $" The clock stood still on {due.PausedDays.Count} days, which are not part of the time.";
        return granted + paused;
    }
}

/// <param name="ClockVersion">Grows with every change.</param>
/// <param name="Paused">The current pause.</param>
public sealed record ClockView(CountingMode Mode, int Days, long ClockVersion, ClockPause? Paused, IReadOnlyList<ClockPause> Pauses, IReadOnlyList<DistrictDay> OwnDays)
{
    internal static ClockView For(DistrictClock c) => new(c.Mode, DistrictClock.Days, c.ClockVersion, c.Paused, c.Pauses, c.OwnDays);
}

public sealed record CountingRequest(CountingMode Mode);

/// <param name="Note">The new rule, or why the clocks are paused.</param>
public sealed record ClockChangeView(long ClockVersion, ClockChangeKind Kind, string? Note, string? ByName, DateTimeOffset At, int Moved)
{
    internal static ClockChangeView For(ClockChange c, int moved) => new(c.ClockVersion, c.Kind, c.Note, c.ByName, c.At, moved);
}

/// <summary>An open deadline that a change would move.</summary>
public sealed record MovedDeadline(Guid DeadlineId, Guid FormId, string Reference, string Unit, DateTimeOffset Before, DateTimeOffset After);

/// <param name="Open">Open deadlines checked.</param>
/// <param name="Moved">How many of them move.</param>
/// <param name="Deadlines">The first 200 that move, soonest due first.</param>
public sealed record ClockPreview(int Open, int Moved, IReadOnlyList<MovedDeadline> Deadlines);
