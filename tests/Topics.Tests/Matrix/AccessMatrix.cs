using Supervision.Testing.Matrix;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Matrix;

/// <summary>Every endpoint of the service, by the folder of its rows. An endpoint missing here fails the tests.</summary>
public static class AccessMatrix
{
    public static IReadOnlyList<AccessRow<Affairs>> Rows { get; } = [.. CoreRows.Rows, .. MeetingRows.Rows, .. WorkRows.Rows];

    /// <summary>Open to everybody; what they return to whom is covered by their own tests.</summary>
    public static readonly string[] ProvedElsewhere =
    [
        "POST /api/topics/dead-letters/{messageId:guid}/redrive",
        "GET /api/topics/public/{district}/calls",
        "POST /api/topics/public/{district}/calls/{id:guid}/proposals",
        "POST /api/topics/public/{district}/receipts",
        .. WorkRows.Public,
    ];
}
