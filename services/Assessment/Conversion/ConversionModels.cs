namespace Supervision.Assessment.Conversion;

/// <summary>What figures are broken down by.</summary>
public enum ConversionBy
{
    Field,
    Unit,
    Severity,
}

/// <summary>What figures are broken down by when they are not about single findings.</summary>
public enum ShareBy
{
    Unit,
    Field,
}

/// <summary>A bar of a plot.</summary>
/// <param name="Key">Code of the field, unit or severity; empty if unknown.</param>
/// <param name="Begun">Matters of the year.</param>
/// <param name="Done">How many of them are finished by now.</param>
/// <param name="Rate">0 to 1; null if there were none.</param>
public sealed record ConversionRow(string Key, int Begun, int Done, double? Rate)
{
    internal static ConversionRow Of(string? key, int begun, int done) => new(key ?? "", begun, done, RateOf(done, begun));

    internal static double? RateOf(int done, int begun) => begun == 0 ? null : Math.Round((double)done / begun, 4);
}

/// <summary>Suggestions to a unit, or of a field, of reports issued in the year.</summary>
/// <param name="Key">Unit as named in the report, or code of the field; empty if unknown.</param>
/// <param name="Rate">Share adopted in part or whole, of all; 0 to 1.</param>
public sealed record AdoptionRow(string Key, int Suggested, int Adopted, int PartlyAdopted, int NotAdopted, int Pending, double? Rate);

/// <summary>Clues transferred in the year and their outcome by now; figures that would point to a single clue are null.</summary>
/// <param name="Rate">Share disposed of, of those transferred; 0 to 1.</param>
public sealed record ClueConversionView(
    int? Transferred, int? Received, int? Accepted, int? Declined, int? Disposed, int? Closed, int? Overdue, double? Rate);

/// <param name="UpTo">Days, inclusive; null for more.</param>
public sealed record DaysBucket(int? UpTo, int Count);

/// <summary>How long the closed matters of a year took.</summary>
/// <param name="Median">Days; null if nothing closed.</param>
public sealed record ClosingTimeView(int Closed, double? Mean, double? Median, IReadOnlyList<DaysBucket> Buckets);

/// <param name="Findings">From referral to rectification.</param>
/// <param name="Forms">From issue to closing.</param>
public sealed record ClosingTimesView(ClosingTimeView Findings, ClosingTimeView Forms);

/// <summary>A year's conversion in one line.</summary>
public sealed record YearRow(
    int Year, ConversionRow Findings, ConversionRow Forms, ConversionRow Suggestions, ClueConversionView Clues, double? OnTimeRate);
