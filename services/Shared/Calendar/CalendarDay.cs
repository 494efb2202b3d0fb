using System.Globalization;
using System.Text.Json.Serialization;

namespace Supervision.Calendar;

/// <summary>Why a day is a working day or not. The names are stable codes: they are stored with due dates and read by the portal.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DayKind>))]
public enum DayKind
{
    /// <summary>An ordinary Monday to Friday.</summary>
    Workday,
    Weekend,
    /// <summary>Off by the State Council's notice, or by statute in a year without a notice.</summary>
    Holiday,
    /// <summary>A Saturday or Sunday worked in exchange (调休) by the State Council's notice.</summary>
    MakeUpDay,
    DistrictDayOff,
    DistrictWorkday,
    /// <summary>The clocks are paused, for a reason of the district: not a working day and not counted, whatever else the day is.</summary>
    Paused,
}

/// <summary>A holiday's name in both languages of the platform.</summary>
public sealed record DayName(string Zh, string En)
{
    public string In(CultureInfo culture) => Languages.IsChinese(culture) ? Zh : En;
}

/// <summary>One day of a district's calendar, with the source of its status.</summary>
/// <param name="Date">In the district's zone.</param>
/// <param name="Kind">What it is, as a stable code.</param>
/// <param name="Name">The holiday the day belongs to (for a make-up day: the holiday it makes up for).</param>
/// <param name="Reason">The district's own text, for a day the district added or on which the clocks are paused.</param>
/// <param name="Source">Address of the State Council's notice, or the statute; null for ordinary days and the district's own days.</param>
/// <param name="AwaitsNotice">The year whose notice is not published yet and may still change this day.</param>
public sealed record CalendarDay(
    DateOnly Date,
    DayKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DayName? Name = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Source = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AwaitsNotice = null)
{
    public bool IsWorking => Kind is DayKind.Workday or DayKind.MakeUpDay or DayKind.DistrictWorkday;
}
