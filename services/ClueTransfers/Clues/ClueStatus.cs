namespace Supervision.ClueTransfers.Clues;

/// <summary>Where a clue stands (domain.md, "State machines").</summary>
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
    /// Back with the CPPCC: from a level of approval for correction (submitted again, it starts at the first level, for every level
    /// has to approve the same content), or from the commission's intake for supplement (sent again under the same letter number).
    /// </summary>
    Returned,
    Rejected,
    Declined,
    Withdrawn,

    /// <summary>Went into another clue, which carries its authors on (委室梳理汇总).</summary>
    Merged,

    /// <summary>Not entered by the office (不宜录入, R33): nothing of its content is kept.</summary>
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
