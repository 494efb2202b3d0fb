using Supervision.Assessment.Tests.Support;
using Supervision.Testing.Matrix;

namespace Supervision.Assessment.Tests.Matrix;

/// <summary>Every endpoint of the service, by the folder of its rows. An endpoint missing here fails the tests.</summary>
public static class AccessMatrix
{
    public static IReadOnlyList<AccessRow<Affairs>> Rows { get; } = [.. FormRows.Rows, .. ScoreRows.Rows];

    /// <summary>Covered by their own tests.</summary>
    public static readonly string[] ProvedElsewhere = ["POST /api/assessment/dead-letters/{messageId:guid}/redrive", .. ScoreRows.Public];
}
