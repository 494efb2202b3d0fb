using Supervision.Contracts;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>The events other systems may subscribe to, and which body may receive which (R31).</summary>
internal static class EventTypes
{
    public const string Transferred = "clue.transferred.v1";
    public const string Supplemented = "clue.supplemented.v1";
    public const string Received = "clue.received.v1";
    public const string Accepted = "clue.accepted.v1";

    /// <summary>Returned by intake for supplement; a return during approval is internal to the CPPCC and is not published to other systems.</summary>
    public const string Returned = "clue.returned.v1";
    public const string Declined = "clue.declined.v1";
    public const string Disposed = "clue.disposed.v1";
    public const string Closed = "clue.closed.v1";

    static readonly Dictionary<string, string[]> ByBody = new(StringComparer.Ordinal)
    {
        [Bodies.Discipline] = [Transferred, Supplemented, Received, Accepted, Returned, Declined, Disposed, Closed],
        [Bodies.Cppcc] = [Transferred, Received, Accepted, Returned, Declined, Disposed, Closed],
    };

    public static IReadOnlyList<string> For(string body) => ByBody.TryGetValue(body, out var types) ? types : [];
}
