using System.Globalization;
using Microsoft.AspNetCore.Http;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Files;

public static class FileNames
{
    public const int MaxLength = 200;

    /// <summary>The bare file name from what a browser or a system sent.</summary>
    /// <exception cref="RequestProblem">400 <c>attachment.name</c>: missing, too long, or with characters that hide what it is.</exception>
    public static string Checked(string? sent)
    {
        var name = (sent ?? "")[((sent ?? "").LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        var sound = name.Length is > 0 and <= MaxLength && !name.StartsWith('.') && Path.GetFileNameWithoutExtension(name).Length > 0
            && name.EnumerateRunes().All(rune => rune.Value != 0xFFFD && System.Text.Rune.GetUnicodeCategory(rune)
                is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));
        return sound ? name : throw new RequestProblem(StatusCodes.Status400BadRequest, "attachment.name");
    }
}
