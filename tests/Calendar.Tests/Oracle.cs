namespace Supervision.Calendar.Tests;

/// <summary>
/// Deadlines computed in the simplest way, day by day from the recorded facts, with a fixed offset instead of a time zone.
/// It shares no code with the library.
/// </summary>
internal sealed class Oracle(IReadOnlyList<DistrictDay> additions, TimeSpan offset)
{
    /// <summary>2027–2030, from the almanac: no notice was published when this was written.</summary>
    static readonly HashSet<string> StatutoryDaysOff =
    [
        "2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-04-05", "2027-05-01", "2027-05-02",
        "2027-06-09", "2027-09-15", "2027-10-01", "2027-10-02", "2027-10-03",
        "2028-01-01", "2028-01-25", "2028-01-26", "2028-01-27", "2028-01-28", "2028-04-04", "2028-05-01", "2028-05-02",
        "2028-05-28", "2028-10-01", "2028-10-02", "2028-10-03",
        "2029-01-01", "2029-02-12", "2029-02-13", "2029-02-14", "2029-02-15", "2029-04-04", "2029-05-01", "2029-05-02",
        "2029-06-16", "2029-09-22", "2029-10-01", "2029-10-02", "2029-10-03",
        "2030-01-01", "2030-02-02", "2030-02-03", "2030-02-04", "2030-02-05", "2030-04-05", "2030-05-01", "2030-05-02",
        "2030-06-05", "2030-09-12", "2030-10-01", "2030-10-02", "2030-10-03",
    ];

    public bool IsOff(DateTime day)
    {
        var date = DateOnly.FromDateTime(day);
        foreach (var addition in additions)
        {
            if (addition.Date == date) return addition.Kind == DistrictDayKind.DayOff;
        }

        if (PublishedFacts.Days.TryGetValue(date, out var fact)) return fact.Off;
        if (StatutoryDaysOff.Contains($"{date:O}")) return true;
        return day.DayOfWeek == DayOfWeek.Saturday || day.DayOfWeek == DayOfWeek.Sunday;
    }

    public (DateTimeOffset Due, int[] Missing) Due(DateTimeOffset start, DeadlineRule rule)
    {
        var first = new DateTime(start.UtcTicks + offset.Ticks).Date;
        var day = first;
        var missing = new List<int>();

        if (rule.Unit == DeadlineUnit.WorkingDays)
        {
            var left = rule.Amount;
            while (left > 0)
            {
                day = day.AddDays(1);
                missing.AddRange(Awaited(day));
                if (!IsOff(day)) left--;
            }
        }
        else
        {
            day = rule.Unit == DeadlineUnit.CalendarDays ? first.AddDays(rule.Amount) : SameDayMonthsLater(first, rule.Amount);
            if (rule.RollForward)
            {
                missing.AddRange(Awaited(day));
                while (IsOff(day))
                {
                    day = day.AddDays(1);
                    missing.AddRange(Awaited(day));
                }
            }
        }

        var end = rule.DayEnd is { } time ? day + time.ToTimeSpan() : day.AddHours(24);
        return (new DateTimeOffset(end.Ticks - offset.Ticks, TimeSpan.Zero), [.. missing.Distinct().Order()]);
    }

    static DateTime SameDayMonthsLater(DateTime first, int months)
    {
        var (year, month) = (first.Year, first.Month);
        for (var i = 0; i < months; i++) (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        var longest = DateTime.DaysInMonth(year, month);
        return new DateTime(year, month, first.Day > longest ? longest : first.Day);
    }

    IEnumerable<int> Awaited(DateTime day)
    {
        if (additions.Any(addition => addition.Date == DateOnly.FromDateTime(day))) yield break;
        if (day.Year >= 2027) yield return day.Year;
        else if (day >= new DateTime(2026, 12, 28)) yield return 2027;
    }
}
