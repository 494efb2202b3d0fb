namespace Supervision.Persistence.Lists;

/// <summary>Patterns for <c>LIKE</c>, with the backslash as escape character.</summary>
public static class SearchPattern
{
    /// <summary>Matches the words, in lower case, anywhere in a text.</summary>
    public static string Containing(string words) => $"%{Escape(words.Trim().ToLowerInvariant())}%";

    static string Escape(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
