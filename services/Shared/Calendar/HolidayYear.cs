using System.Text.Json;

namespace Supervision.Calendar;

/// <summary>The State Council General Office's yearly notice.</summary>
/// <param name="Title">国务院办公厅关于…年部分节假日安排的通知</param>
/// <param name="Number">e.g. 国办发明电〔2025〕7号</param>
/// <param name="Issued">Date of the notice.</param>
/// <param name="Url">Where it is published.</param>
internal sealed record HolidayNotice(string Title, string Number, DateOnly Issued, Uri Url);

/// <summary>One holiday of a notice.</summary>
/// <param name="Name">A single name even for two combined holidays: 国庆节、中秋节.</param>
/// <param name="From">First day off.</param>
/// <param name="To">Last day off.</param>
/// <param name="MakeUpDays">Saturdays and Sundays worked in exchange (调休).</param>
internal sealed record HolidayPeriod(DayName Name, DateOnly From, DateOnly To, IReadOnlyList<DateOnly>? MakeUpDays = null)
{
    public IReadOnlyList<DateOnly> MakeUpDays { get; } = MakeUpDays ?? [];

    public IEnumerable<DateOnly> DaysOff()
    {
        for (var date = From; date <= To; date = date.AddDays(1)) yield return date;
    }
}

/// <summary>One year's data, the content of a file such as Holidays/2026.json.</summary>
internal sealed record HolidayYear(int Year, HolidayNotice Notice, IReadOnlyList<HolidayPeriod> Holidays)
{
    public const int EarliestYear = 2024;

    const int LongestPeriod = 15;

    static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>
    /// The first day the notice of a year may name: besides the year itself, the last days of the year before, which 元旦 may include. A three-day
    /// holiday up to 1 January begins on the 30th at the earliest and its make-up days are the weekend before, so from the 28th
    /// (as in the notice for 2019: 2018-12-29 worked, 2018-12-30 and 31 off).
    /// </summary>
    public static DateOnly FirstDayOf(int year) => new(year - 1, 12, 28);

    /// <exception cref="CalendarDataException">Does not match the schema, or the year is not possible.</exception>
    public static HolidayYear Read(Stream json)
    {
        HolidayYear? year;
        try
        {
            year = JsonSerializer.Deserialize<HolidayYear>(json, Json);
        }
        catch (JsonException fault)
        {
            throw new CalendarDataException("holiday data", [fault.Message], fault);
        }

        if (year is null) throw new CalendarDataException("holiday data", ["there is nothing in it"]);
        var faults = year.Faults().ToList();
        return faults.Count == 0 ? year : throw new CalendarDataException($"holiday data of {year.Year}", faults);
    }

    IEnumerable<string> Faults()
    {
        if (Year is < EarliestYear or > StatutoryDays.LastYear)
            return [$"the year must be from {EarliestYear} to {StatutoryDays.LastYear}"];
        if (Holidays.Any(period => period is null)) return ["a holiday is null"];
        return [.. NoticeFaults(), .. Holidays.SelectMany(PeriodFaults), .. OverlapFaults(), .. StatutoryFaults()];
    }

    IEnumerable<string> NoticeFaults()
    {
        if (string.IsNullOrWhiteSpace(Notice.Title)) yield return "the notice has no title";
        if (string.IsNullOrWhiteSpace(Notice.Number)) yield return "the notice has no number";
        if (!Notice.Url.IsAbsoluteUri || Notice.Url.Scheme is not ("https" or "http"))
            yield return $"the notice's url '{Notice.Url}' is not a web address";
    }

    IEnumerable<string> PeriodFaults(HolidayPeriod period)
    {
        var name = period.Name.Zh;
        if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(period.Name.En))
            yield return $"the holiday from {period.From:O} lacks its name in zh or en";
        if (period.To < period.From) yield return $"{name} ends on {period.To:O}, before it begins on {period.From:O}";
        if (period.To.DayNumber - period.From.DayNumber >= LongestPeriod) yield return $"{name} is longer than {LongestPeriod} days";
        foreach (var date in new[] { period.From, period.To }.Concat(period.MakeUpDays).Where(date => !MayName(date)))
            yield return $"{date:O} ({name}) is outside the year";
        foreach (var date in period.MakeUpDays.Where(date => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)))
            yield return $"make-up day {date:O} ({name}) is not a Saturday or Sunday";
    }

    IEnumerable<string> OverlapFaults() =>
        Holidays.Where(IsPossible).SelectMany(period => period.DaysOff().Concat(period.MakeUpDays))
            .GroupBy(date => date).Where(date => date.Count() > 1)
            .Select(date => $"{date.Key:O} is given twice");

    /// <summary>A notice adds days to the statutory ones and removes none: a missing one is a mistake in the data.</summary>
    IEnumerable<string> StatutoryFaults()
    {
        if (Year < StatutoryDays.FirstYear) return [];
        var off = Holidays.Where(IsPossible).SelectMany(period => period.DaysOff()).ToHashSet();
        return StatutoryDays.OfYear(Year).Where(day => !off.Contains(day.Date))
            .Select(day => $"{day.Date:O} ({day.Name.Zh}) is a day off by statute and is not among the holidays");
    }

    bool IsPossible(HolidayPeriod period) => MayName(period.From) && MayName(period.To);

    bool MayName(DateOnly date) => date >= FirstDayOf(Year) && date.Year <= Year;
}
