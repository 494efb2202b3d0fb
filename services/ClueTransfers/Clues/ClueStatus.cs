namespace Supervision.ClueTransfers.Clues;

/// <summary>The states of a clue (domain.md, "State machines").</summary>
public enum ClueStatus
{
    Draft,
    Collated,
    InApproval,
    Approved,
    Transferred,
    Received,
    Accepted,
    Disposed,
    Closed,

    /// <summary>
    /// Back with the CPPCC: from a level of approval for correction (submitted again, it starts at the first level, because every level
    /// must approve the same content), or from the commission's intake for supplement (sent again under the same letter number).
    /// </summary>
    Returned,
    Rejected,
    Declined,
    Withdrawn,

    /// <summary>Merged into another clue, which takes over its authors (委室梳理汇总).</summary>
    Merged,

    /// <summary>Refused by the office (不宜录入, R33): none of its content is kept.</summary>
    Refused,
}

/// <summary>What a clue comes from (R24).</summary>
public enum ClueSource
{
    Finding,
    Topic,
    Submission,
    Other,
}
