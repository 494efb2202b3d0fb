namespace Supervision.Assessment.Forms;

/// <summary>Where a feedback form stands (domain.md, "State machines"). Overdue is a flag of its deadline, not a state.</summary>
public enum FormStatus
{
    Draft,

    /// <summary>Its latest version is before the leaders of both bodies (会商研究).</summary>
    Consulting,

    /// <summary>With the unit, under its number; not acknowledged yet.</summary>
    Issued,

    /// <summary>The unit owes an answer to at least one item.</summary>
    Received,

    /// <summary>Every item that is open was answered; the bodies judge.</summary>
    Replied,

    /// <summary>Both bodies accepted the answer to every item.</summary>
    Closed,
}

/// <summary>Where an item of an issued form stands.</summary>
public enum ItemStatus
{
    /// <summary>The first answer is owed.</summary>
    Open,

    /// <summary>Answered; the bodies judge.</summary>
    Replied,

    /// <summary>Both bodies sent the answer back; another one is owed.</summary>
    SentBack,

    Closed,

    /// <summary>What was closed came back (回潮); another answer is owed.</summary>
    Relapsed,
}
