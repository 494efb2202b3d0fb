using System.ComponentModel.DataAnnotations;

namespace Supervision.ServiceDefaults.Requests;

/// <summary>A person's text: 1 to <paramref name="maxLength"/> characters, not blank, no control characters except line breaks and tabs.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Field)]
public sealed class PlainTextAttribute(int maxLength) : ValidationAttribute("The field {0} must be text without control characters, within its length.")
{
    public int MaxLength { get; } = maxLength;

    public override bool IsValid(object? value) => value switch
    {
        null => true,
        string text => !string.IsNullOrWhiteSpace(text) && text.Length <= MaxLength
            && !text.Any(c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || char.IsSurrogate(c) && !IsPaired(text)),
        IEnumerable<string> texts => texts.All(text => IsValid(text)),
        _ => false,
    };

    static bool IsPaired(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return false;
        }

        return true;
    }
}
