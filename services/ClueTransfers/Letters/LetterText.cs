using System.Globalization;
using Supervision.Calendar;
using Supervision.ClueTransfers.Clues;

namespace Supervision.ClueTransfers.Letters;

/// <summary>Formats values for a letter.</summary>
internal static class LetterText
{
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

    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes}字节"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.#} MB"),
    };
}
