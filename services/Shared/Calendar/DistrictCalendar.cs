using System.Text.Json.Serialization;

namespace Supervision.Calendar;

[JsonConverter(typeof(JsonStringEnumConverter<DistrictDayKind>))]
public enum DistrictDayKind
{
    DayOff,
    Workday,
}

/// <summary>A day the district itself declares off or working, with the reason shown to those whose deadline it moves.</summary>
public sealed record DistrictDay(DateOnly Date, DistrictDayKind Kind, string Reason);

/// <summary>What a district adds to the national calendar. The district's own days take precedence over the national ones.</summary>
/// <param name="District">Six-digit code (行政区划).</param>
/// <param name="Days">In any order, each date once.</param>
/// <param name="TimeZone">IANA name of the zone in which days begin and end.</param>
public sealed record DistrictCalendar(string District, IReadOnlyList<DistrictDay>? Days = null, string TimeZone = DistrictCalendar.ChinaTime)
{
    public const string ChinaTime = "Asia/Shanghai";

    public IReadOnlyList<DistrictDay> Days { get; } = Days ?? [];

    internal void Check()
    {
        List<string> faults = [];
        if (string.IsNullOrWhiteSpace(District)) faults.Add("the district's code is missing");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)) faults.Add($"time zone '{TimeZone}' is unknown");

        HashSet<DateOnly> seen = [];
        foreach (var day in Days)
        {
            if (day is null)
            {
                faults.Add("a day is null");
                continue;
            }

            if (!seen.Add(day.Date)) faults.Add($"{day.Date:O} is given twice");
            if (!Enum.IsDefined(day.Kind)) faults.Add($"{day.Date:O} is neither a day off nor a workday");
            if (string.IsNullOrWhiteSpace(day.Reason)) faults.Add($"{day.Date:O} has no reason");
        }

        if (faults.Count > 0) throw new CalendarDataException($"calendar of district {District}", faults);
    }
}
