namespace Supervision.Assessment.Forms;

/// <summary>Status of a feedback form (domain.md, "State machines"). Overdue is a flag of its deadline, not a state.</summary>
public enum FormStatus
{
    Draft,

    /// <summary>The latest version is with the leaders of both bodies (会商研究).</summary>
    Consulting,

    /// <summary>With the unit, under its number; not acknowledged yet.</summary>
    Issued,

    /// <summary>The unit owes an answer to at least one item.</summary>
    Received,

    /// <summary>Every open item was answered; the bodies judge.</summary>
    Replied,

    /// <summary>Both bodies accepted the answer to every item.</summary>
    Closed,
}

/// <summary>Status of an item of an issued form.</summary>
public enum ItemStatus
{
    /// <summary>The first answer is owed.</summary>
    Open,

    /// <summary>Answered; the bodies judge.</summary>
    Replied,

    /// <summary>Both bodies sent the answer back; another one is owed.</summary>
    SentBack,

    Closed,

    /// <summary>The closed problem came back (回潮); another answer is owed.</summary>
    Relapsed,
}
