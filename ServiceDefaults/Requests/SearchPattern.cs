namespace Supervision.ServiceDefaults.Requests;

/// <summary>Patterns for <c>LIKE</c>, whose escape character is the backslash.</summary>
public static class SearchPattern
{
    /// <summary>Finds the words, in lower case, anywhere in a text.</summary>
    public static string Containing(string words) => $"%{Escape(words.Trim().ToLowerInvariant())}%";

    static string Escape(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
