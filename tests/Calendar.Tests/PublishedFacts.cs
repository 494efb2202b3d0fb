using System.Globalization;

namespace Supervision.Calendar.Tests;

/// <summary>Content of the notices, read from this project's own copy.</summary>
internal static class PublishedFacts
{
    /// <summary>Whether a named day is off; other days follow the ordinary week.</summary>
    public static readonly IReadOnlyDictionary<DateOnly, (bool Off, string Name)> Days = Lines("2024-2026.txt")
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split(' '))
        .ToDictionary(part => Date(part[0]), part => (part[1] == "off", part[2]));

    public static Stream Open(string name) => typeof(PublishedFacts).Assembly.GetManifestResourceStream(name)!;

    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public static HolidayData With2027()
    {
        using var file = Open("2027-assumed.json");
        return HolidayData.BuiltIn.With(HolidayData.Load(file));
    }

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    static string[] Lines(string name) => Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
