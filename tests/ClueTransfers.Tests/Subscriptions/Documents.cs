using System.Text.Json;
using System.Text.RegularExpressions;

namespace Supervision.ClueTransfers.Tests.Subscriptions;

/// <summary>The repository's documents for integrators.</summary>
internal static partial class Documents
{
    public static string Root { get; } = FindRoot();

    public static string Sample => Path.Combine(Root, "samples", "subscriber");

    /// <summary>The payload examples of asyncapi.yaml by event type; each is on one line, as JSON, which YAML contains.</summary>
    public static Dictionary<string, JsonElement> AsyncApiExamples() =>
        Example().Matches(File.ReadAllText(Path.Combine(Root, "docs", "asyncapi.yaml")))
            .Select(match => JsonDocument.Parse(match.Groups[1].Value).RootElement)
            .ToDictionary(example => example.GetProperty("type").GetString()!, StringComparer.Ordinal);

    /// <summary>The code block of the integrators' guide in this language that contains this text.</summary>
    public static string CodeBlock(string language, string holding) =>
        Block().Matches(File.ReadAllText(Path.Combine(Root, "docs", "integrators.md")))
            .Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value)
            .Single(block => block.Contains(holding, StringComparison.Ordinal));

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "docs", "integrators.md"))) return folder.FullName;
        }

        throw new InvalidOperationException("The repository's docs are not above the test's folder.");
    }

    [GeneratedRegex(@"^        - payload: (\{.*\})$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
