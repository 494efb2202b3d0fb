using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Assessment.Scorecards;

public enum FormulaKind
{
    /// <summary>Proportional between the value worth nothing and the one worth everything.</summary>
    Linear,

    /// <summary>By the highest step the value reaches.</summary>
    Thresholds,

    /// <summary>Full points, less a deduction per occurrence.</summary>
    Deduction,
}

/// <param name="From">Lowest value of the step.</param>
/// <param name="Points">0 to 100.</param>
public sealed record Step(decimal From, decimal Points);

/// <summary>How a measured value becomes points out of 100. Each kind takes only its own parameters.</summary>
/// <param name="ZeroAt">Linear: the value worth 0 points; may lie above <paramref name="FullAt"/> if less is better.</param>
/// <param name="FullAt">Linear: the value worth 100 points.</param>
/// <param name="Steps">Thresholds: 1 to 20, highest first; below the last one a value is worth 0 points.</param>
/// <param name="PerOccurrence">Deduction: points taken for each occurrence.</param>
/// <param name="Cap">Deduction: the maximum taken, 100 unless given.</param>
public sealed record Formula(
    FormulaKind Kind, decimal? ZeroAt = null, decimal? FullAt = null, [property: MaxLength(20)] IReadOnlyList<Step>? Steps = null,
    decimal? PerOccurrence = null, decimal? Cap = null)
{
    const decimal Full = 100;

    /// <summary>Values and points have at most four decimals and are below a million, so that every sum of them is exact.</summary>
    const decimal Most = 1_000_000;

    /// <summary>Whether the parameters belong to the kind and fit the measure.</summary>
    internal bool Fits(Measure measure) => Kind switch
    {
        FormulaKind.Linear => Steps is null && PerOccurrence is null && Cap is null && IsValue(ZeroAt) && IsValue(FullAt) && ZeroAt != FullAt,
        FormulaKind.Thresholds => ZeroAt is null && FullAt is null && PerOccurrence is null && Cap is null && Steps is { Count: > 0 }
            && Steps.All(step => IsValue(step.From) && IsPoints(step.Points))
            && Steps.Zip(Steps.Skip(1)).All(pair => pair.First.From > pair.Second.From),
        FormulaKind.Deduction => ZeroAt is null && FullAt is null && Steps is null && measure.IsCount()
            && IsPoints(PerOccurrence) && PerOccurrence > 0 && (Cap is null || (IsPoints(Cap) && Cap > 0)),
        _ => false,
    };

    /// <summary>Points out of 100 for a value, to two decimals.</summary>
    internal decimal Points(decimal value) => Measures.Rounded(Kind switch
    {
        FormulaKind.Linear => Math.Clamp((value - ZeroAt!.Value) / (FullAt!.Value - ZeroAt.Value), 0, 1) * Full,
        FormulaKind.Thresholds => Steps!.FirstOrDefault(step => value >= step.From)?.Points ?? 0,
        _ => Full - Math.Min(value * PerOccurrence!.Value, Cap ?? Full),
    });

    static bool IsValue(decimal? value) => value is > -Most and < Most && decimal.Round(value.Value, 4) == value;

    static bool IsPoints(decimal? points) => points is >= 0 and <= Full && IsValue(points);
}

/// <summary>One line of a scheme.</summary>
/// <param name="Code">Unique in its scheme.</param>
/// <param name="Weight">Out of 100, at most two decimals.</param>
/// <param name="Absent">Points out of 100 if a unit has nothing to measure.</param>
public sealed record Indicator(
    [property: RegularExpression("^[a-z][A-Za-z0-9]{1,39}$")] string Code,
    [property: PlainText(100)] string Name,
    Measure Measure,
    decimal Weight,
    Formula Formula,
    decimal Absent = 100)
{
    /// <summary>Whether weight, formula and points are valid for scoring.</summary>
    internal bool IsSound =>
        Weight is > 0 and <= 100 && decimal.Round(Weight, 2) == Weight && Absent is >= 0 and <= 100 && decimal.Round(Absent, 2) == Absent && Formula.Fits(Measure);
}
