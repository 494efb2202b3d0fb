using System.Collections.Frozen;

namespace Supervision.Calendar;

/// <summary>
/// The national holidays of the years whose notice is published. A new year's data is one JSON file (the schema of Holidays/2026.json),
/// read at run time and added with <see cref="With"/>; no build is needed. Immutable and safe to share.
/// </summary>
public sealed class HolidayData
{
    static readonly Lazy<HolidayData> Shipped = new(ReadShipped);

    readonly FrozenDictionary<int, HolidayYear> years;
    readonly FrozenDictionary<DateOnly, CalendarDay> days;

    HolidayData(IEnumerable<HolidayYear> years)
    {
        this.years = years.ToFrozenDictionary(year => year.Year);
        Years = [.. this.years.Keys.Order()];
        days = IndexDays(this.years.Values);
    }

    /// <summary>The years shipped with the platform, each with its notice.</summary>
    public static HolidayData BuiltIn => Shipped.Value;

    public IReadOnlyList<int> Years { get; }

    /// <summary>Reads and checks one year's file (UTF-8 JSON).</summary>
    /// <exception cref="CalendarDataException">Lists everything wrong with it.</exception>
    public static HolidayData Load(Stream json) => new([HolidayYear.Read(json)]);

    /// <summary>Both sets of years; a year in both is taken from <paramref name="newer"/>, as when a notice is amended.</summary>
    /// <exception cref="CalendarDataException">Two years' notices name the same day.</exception>
    public HolidayData With(HolidayData newer) =>
        new(years.Values.Where(year => !newer.years.ContainsKey(year.Year)).Concat(newer.years.Values));

    /// <summary>These years plus every *.json file of a folder, which is how an operator adds a year.</summary>
    /// <exception cref="CalendarDataException">A file is invalid; its name is in the message.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public HolidayData WithFilesIn(string folder)
    {
        var data = this;
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var file = File.OpenRead(path);
            try
            {
                data = data.With(Load(file));
            }
            catch (CalendarDataException fault)
            {
                throw new CalendarDataException(path, fault.Faults, fault);
            }
        }

        return data;
    }

    /// <summary>The day in the national calendar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before the first year of the data, or after 2099.</exception>
    internal CalendarDay DayOf(DateOnly date)
    {
        if (days.TryGetValue(date, out var named)) return named;
        if (date.Year is < HolidayYear.EarliestYear or > StatutoryDays.LastYear)
            throw new ArgumentOutOfRangeException(
                nameof(date), date, $"The calendar reaches from {HolidayYear.EarliestYear} to {StatutoryDays.LastYear}.");

        var awaits = AwaitedNotice(date);
        // A published year includes its statutory days (HolidayYear checks this), so the remaining ones belong to years without a notice.
        if (StatutoryDays.NameOf(date) is { } name)
            return new(date, DayKind.Holiday, name, Source: StatutoryDays.Source, AwaitsNotice: awaits);
        var kind = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DayKind.Weekend : DayKind.Workday;
        return new(date, kind, AwaitsNotice: awaits);
    }

    int? AwaitedNotice(DateOnly date)
    {
        if (!years.ContainsKey(date.Year)) return date.Year;
        var next = date.Year + 1;
        return date >= HolidayYear.FirstDayOf(next) && !years.ContainsKey(next) ? next : null;
    }

    static FrozenDictionary<DateOnly, CalendarDay> IndexDays(IEnumerable<HolidayYear> years)
    {
        Dictionary<DateOnly, CalendarDay> index = [];
        List<string> twice = [];
        foreach (var day in years.OrderBy(year => year.Year).SelectMany(DaysOf))
        {
            if (!index.TryAdd(day.Date, day)) twice.Add($"{day.Date:O} is named by {index[day.Date].Source} and by {day.Source}");
        }

        return twice.Count == 0 ? index.ToFrozenDictionary() : throw new CalendarDataException("holiday data", twice);
    }

    static IEnumerable<CalendarDay> DaysOf(HolidayYear year)
    {
        var source = year.Notice.Url.AbsoluteUri;
        foreach (var period in year.Holidays)
        {
            foreach (var date in period.DaysOff()) yield return new(date, DayKind.Holiday, period.Name, Source: source);
            foreach (var date in period.MakeUpDays) yield return new(date, DayKind.MakeUpDay, period.Name, Source: source);
        }
    }

    static HolidayData ReadShipped()
    {
        var assembly = typeof(HolidayData).Assembly;
        return new(assembly.GetManifestResourceNames().Where(name => name.StartsWith("Holidays/", StringComparison.Ordinal)).Select(name =>
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            return HolidayYear.Read(file);
        }).ToList());
    }
}
