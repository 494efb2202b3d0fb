using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Supervision.Notifications.Rules;

/// <summary>
/// The texts of a kind of notice in one language. A text names values as <c>{name}</c>, and instants as <c>{name:instant}</c>, which are
/// shown in the zone of the districts, and what a deadline is of as <c>{name:deadline}</c>, in words of its kind.
/// </summary>
internal static partial class NoticeTexts
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <param name="arguments">A JSON object of strings.</param>
    /// <exception cref="InvalidOperationException">A text names a value the notice does not have.</exception>
    public static (string Title, string Text) Render(string kind, string arguments, CultureInfo language)
    {
        var values = JsonSerializer.Deserialize<Dictionary<string, string>>(arguments) ?? [];
        return (Fill(Template($"{kind}.title", language), values, language), Fill(Template($"{kind}.text", language), values, language));
    }

    // A kind without texts was written by a newer copy of the service, while an older one is still running beside it.
    static string Template(string name, CultureInfo language) => Texts.Notices.GetString(name, language)
        ?? Texts.Notices.GetString($"unknown{name[name.LastIndexOf('.')..]}", language)!;

    static string Fill(string template, Dictionary<string, string> values, CultureInfo language) => Placeholder().Replace(template, match =>
    {
        var name = match.Groups["name"].Value;
        if (!values.TryGetValue(name, out var value))
            throw new InvalidOperationException($"The text names {name}, which the notice does not have.");
        return match.Groups["form"].Value switch
        {
            "instant" => Local(value),
            "deadline" => Texts.Deadlines.GetString(value, language) ?? Texts.Deadlines.GetString("unknown", language)!,
            _ => value,
        };
    });

    static string Local(string instant) => TimeZoneInfo
        .ConvertTime(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Zone)
        .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{(?<name>\w+)(?::(?<form>instant|deadline))?\}")]
    private static partial Regex Placeholder();
}
