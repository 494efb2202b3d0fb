using System.Collections;
using System.Collections.Frozen;
using System.Globalization;

namespace Supervision.Notifications.Rules;

/// <summary>The kinds of notices: those that have texts.</summary>
internal static class Kinds
{
    const string Title = ".title";
    const string Unknown = "unknown";

    public static readonly FrozenSet<string> All = Texts.Notices.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().Select(entry => (string)entry.Key).Where(key => key.EndsWith(Title, StringComparison.Ordinal))
        .Select(key => key[..^Title.Length]).Where(kind => kind != Unknown).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it cannot be switched off: deadlines and their escalation.</summary>
    public static bool IsMandatory(string kind) =>
        kind.StartsWith("deadline.", StringComparison.Ordinal) || kind.StartsWith("escalation.", StringComparison.Ordinal);
}
