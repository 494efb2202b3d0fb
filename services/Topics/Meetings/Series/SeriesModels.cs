using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Meetings.Series;

/// <param name="Day">Day of the month, 1 to 28; if that is a day off, the next working day.</param>
/// <param name="Time">In the district's zone.</param>
/// <param name="Active">Whether it plans meetings.</param>
public sealed record SeriesRequest([Range(1, 28)] int Day, TimeOnly Time, [PlainText(200)] string Place, bool Active = true);

/// <summary>When a district's monthly joint meeting usually is.</summary>
public sealed record SeriesView(int Day, TimeOnly Time, string Place, bool Active, DateTimeOffset ChangedAt)
{
    internal static SeriesView For(JointSeries series) => new(series.Day, series.Time, series.Place, series.Active, series.ChangedAt);
}

/// <summary>A month and its joint meetings (R3).</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Held">How many were held.</param>
/// <param name="Ahead">Start of the next one planned or called.</param>
/// <param name="Flagged">Whether its last working day came without one held, as of now.</param>
/// <param name="FlagsAt">When it is flagged unless one is held.</param>
public sealed record MonthView(DateOnly Month, int Held, DateTimeOffset? Ahead, bool Flagged, DateTimeOffset? FlagsAt);
