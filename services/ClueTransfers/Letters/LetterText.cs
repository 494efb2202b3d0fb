using System.Globalization;
using DocumentFormat.OpenXml.Wordprocessing;
using Supervision.Calendar;
using Supervision.ClueTransfers.Clues;

namespace Supervision.ClueTransfers.Letters;

/// <summary>How values read in a letter.</summary>
internal static class LetterText
{
    public static Paragraph Paragraph(string style, string text) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = style }),
        new Run(new Text(text) { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve }));

    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime);

    public static DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    public static string Source(ClueSource source, string? reference)
    {
        var name = source switch
        {
            ClueSource.Finding => "监督发现",
            ClueSource.Topic => "监督议题",
            ClueSource.Submission => "提案、调研报告或社情民意信息",
            _ => "其他",
        };
        return reference is null ? name : $"{name}（{reference}）";
    }

    public static string Person(PersonConcerned person)
    {
        var office = $"{person.Unit}{person.Position}";
        return office.Length == 0 ? person.Name : $"{person.Name}（{office}）";
    }

    /// <summary>As official documents write a day: Arabic figures without leading noughts.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    public static string Instant(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{Day(DateOnly.FromDateTime(at.DateTime))} {at:HH:mm}");

    public static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "无" : string.Join('、', names);

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes}字节"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
    };
}
