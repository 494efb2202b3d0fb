using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Supervision.Notifications.Rules;

/// <summary>
/// The texts of a kind of notice in one language. A text contains placeholders: values as <c>{name}</c>; instants as <c>{name:instant}</c>, shown in
/// the districts' zone; and the subject of a deadline as <c>{name:deadline}</c>, worded by its kind.
/// </summary>
internal static partial class NoticeTexts
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>A notice whose texts cannot be rendered is shown as a general notification.</summary>
    /// <param name="arguments">A JSON object of strings.</param>
    public static (string Title, string Text) Render(string kind, string arguments, CultureInfo language)
    {
        if (Defect(kind, arguments, language) is not null) (kind, arguments) = ("unknown", "{}");
        var values = Values(arguments);
        return (Fill(Template($"{kind}.title", language), values, language), Fill(Template($"{kind}.text", language), values, language));
    }

    /// <summary>Why the texts cannot be rendered: a missing value or an invalid instant. Null when they can.</summary>
    public static string? Defect(string kind, string arguments, CultureInfo language)
    {
        var values = Values(arguments);
        foreach (var part in (string[])["title", "text"])
        {
            foreach (Match match in Placeholder().Matches(Template($"{kind}.{part}", language)))
            {
                var name = match.Groups["name"].Value;
                if (!values.TryGetValue(name, out var value)) return $"{kind}.{part} ({language.Name}) names {name}, which the notice does not have.";
                if (match.Groups["form"].Value == "instant" && !Parse(value, out _)) return $"{kind}.{part} ({language.Name}) shows {name}, which is no instant.";
            }
        }

        return null;
    }

    static Dictionary<string, string> Values(string arguments) => JsonSerializer.Deserialize<Dictionary<string, string>>(arguments) ?? [];

    // A kind without texts was written by a newer copy of the service running beside this older one.
    static string Template(string name, CultureInfo language) => Texts.Notices.GetString(name, language)
        ?? Texts.Notices.GetString($"unknown{name[name.LastIndexOf('.')..]}", language)!;

    static string Fill(string template, Dictionary<string, string> values, CultureInfo language) => Placeholder().Replace(template, match =>
    {
        var value = values[match.Groups["name"].Value];
        return match.Groups["form"].Value switch
        {
            "instant" when Parse(value, out var instant) => Local(instant),
            "deadline" => Texts.Deadlines.GetString(value, language) ?? Texts.Deadlines.GetString("unknown", language)!,
            _ => value,
        };
    });

    static bool Parse(string text, out DateTimeOffset instant) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out instant);

    static string Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?<name>\w+)(?::(?<form>instant|deadline))?\}")]
    private static partial Regex Placeholder();
}
