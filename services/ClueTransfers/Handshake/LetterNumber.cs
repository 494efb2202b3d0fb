using System.Globalization;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>Number of a transfer letter, without gaps per district and year: 〔2026〕12号.</summary>
/// <param name="Year">Year in the district's zone.</param>
/// <param name="Number">From 1.</param>
public readonly record struct LetterNumber(int Year, int Number)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"〔{Year}〕{Number}号");
}
