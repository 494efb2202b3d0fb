using Supervision.Supervisors.Tests.Support;
using Supervision.Testing.Matrix;

namespace Supervision.Supervisors.Tests.Matrix;

/// <summary>Every endpoint of the service, by the folder of its rows. An endpoint missing here fails the tests.</summary>
public static class AccessMatrix
{
    public static IReadOnlyList<AccessRow<Records>> Rows { get; } = [.. CoreRows.Rows, .. RosterRows.Rows, .. FieldRows.Rows];

    /// <summary>Open to everybody; what they return to whom is covered by their own tests.</summary>
    public static readonly string[] ProvedElsewhere = ["POST /api/supervisors/dead-letters/{messageId:guid}/redrive", .. FieldRows.ProvedElsewhere];
}
