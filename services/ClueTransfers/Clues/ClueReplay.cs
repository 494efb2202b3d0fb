using Supervision.Contracts;

namespace Supervision.ClueTransfers.Clues;

/// <summary>A clue's state, rebuilt from its history.</summary>
/// <param name="Level">Level of approval, while in approval.</param>
/// <param name="ReturnedFrom">The body that returned it, while returned.</param>
internal sealed record ClueReplay(ClueStatus Status, int? Level, string? ReturnedFrom, string? LetterNumber)
{
    static readonly ClueReplay Nothing = new(ClueStatus.Draft, null, null, null);

    public static ClueReplay Of(IEnumerable<ClueEvent> history) => history.Aggregate(Nothing, (state, entry) => state.After(entry));

    ClueReplay After(ClueEvent entry) => entry.Kind switch
    {
        ClueEventKind.Registered => Nothing,
        ClueEventKind.Collated => At(ClueStatus.Collated),
        ClueEventKind.Merged => At(ClueStatus.Merged),
        ClueEventKind.Submitted => At(ClueStatus.InApproval) with { Level = 0 },
        ClueEventKind.LevelApproved => At(ClueStatus.InApproval) with { Level = entry.Facts.Level + 1 },
        ClueEventKind.Approved => At(ClueStatus.Approved),
        ClueEventKind.Returned => At(ClueStatus.Returned) with { ReturnedFrom = Bodies.Cppcc },
        ClueEventKind.ReturnedForSupplement => At(ClueStatus.Returned) with { ReturnedFrom = Bodies.Discipline },
        ClueEventKind.Rejected => At(ClueStatus.Rejected),
        ClueEventKind.EntryRefused => At(ClueStatus.Refused),
        ClueEventKind.Withdrawn => At(ClueStatus.Withdrawn),
        ClueEventKind.Transferred => At(ClueStatus.Transferred) with { LetterNumber = entry.Facts.LetterNumber },
        ClueEventKind.Resent => At(ClueStatus.Transferred),
        ClueEventKind.Received => At(ClueStatus.Received),
        ClueEventKind.Accepted => At(ClueStatus.Accepted),
        ClueEventKind.Declined => At(ClueStatus.Declined),
        ClueEventKind.Disposed => At(ClueStatus.Disposed),
        ClueEventKind.Closed => At(ClueStatus.Closed),
        _ => this,
    };

    ClueReplay At(ClueStatus status) => new(status, null, null, LetterNumber);
}
