using System.Globalization;
using System.Text.Json.Serialization;

namespace Supervision.Calendar;

/// <summary>How a day was counted. The names are stable codes, like those of <see cref="DayKind"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DayMark>))]
public enum DayMark
{
    /// <summary>The starting day, not counted.</summary>
    Start,
    Counted,
    /// <summary>A non-working day: not counted, or passed over at the end.</summary>
    Skipped,
    /// <summary>The working day to which the end moved.</summary>
    RolledTo,
    /// <summary>After the recounted period, up to the day that was due when more time was granted: the granted time begins after it.</summary>
    Standing,
    /// <summary>Counted as part of the additional time granted.</summary>
    Granted,
}

/// <summary>One day of the count: what it is on the calendar, and how the deadline counts it.</summary>
/// <param name="Day">The day as it was on the calendar at the time.</param>
/// <param name="Mark">How the day was counted.</param>
/// <param name="Number">For a counted day its number in the period; for a granted day its number in the granted time.</param>
public sealed record DueDay(
    CalendarDay Day,
    DayMark Mark,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Number = null);

/// <summary>Additional time granted after a period, in the rule's unit.</summary>
/// <param name="Amount">How many units more.</param>
/// <param name="From">The day that was due as shown to people: if the end had moved to a working day, that day. It is not counted.</param>
public sealed record DueExtension(int Amount, DateOnly From);

/// <summary>
/// A due date with its explanation, complete as JSON: it can be stored with the matter and shown years later as it was computed.
/// </summary>
/// <param name="Start">What started the clock, in UTC.</param>
/// <param name="Rule">The rule it was computed by.</param>
/// <param name="TimeZone">IANA name of the zone of the days.</param>
/// <param name="LastDay">The day the deadline ends on. With 24:00 <paramref name="DueLocal"/> is already the day after.</param>
/// <param name="Due">The first instant that is too late, in UTC.</param>
/// <param name="DueLocal">The same instant with the offset of the zone.</param>
/// <param name="Days">Every day from the start to the last, each once, in order.</param>
/// <param name="MissingNotices">The years whose holiday notice was not published and could move this date.</param>
/// <param name="Extensions">Additional time, in the order it was granted; null for none.</param>
public sealed record DueDate(
    DateTimeOffset Start,
    DeadlineRule Rule,
    string TimeZone,
    DateOnly LastDay,
    DateTimeOffset Due,
    DateTimeOffset DueLocal,
    IReadOnlyList<DueDay> Days,
    IReadOnlyList<int> MissingNotices,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DueExtension>? Extensions = null)
{
    /// <summary>Whether it may move when the missing years are published: see <see cref="WorkingCalendar.Recompute"/>.</summary>
    public bool Provisional => MissingNotices.Count > 0;

    public bool IsOverdue(DateTimeOffset now) => now >= Due;

    /// <summary>In words: Chinese for a Chinese culture, English for any other.</summary>
    public Explanation Explain(CultureInfo culture) => Explanation.Of(this, culture);

    public bool Equals(DueDate? other) =>
        other is not null
        && Start == other.Start && Rule == other.Rule && TimeZone == other.TimeZone
        && LastDay == other.LastDay && Due == other.Due && DueLocal.EqualsExact(other.DueLocal)
        && Days.SequenceEqual(other.Days) && MissingNotices.SequenceEqual(other.MissingNotices)
        && (Extensions ?? []).SequenceEqual(other.Extensions ?? []);

    public override int GetHashCode() => HashCode.Combine(Start, Rule, TimeZone, Due);
}

/// <summary>A due date before and after the calendar changed.</summary>
public sealed record Recomputation(DueDate Before, DueDate After)
{
    public bool Moved => Before.Due != After.Due;
}
