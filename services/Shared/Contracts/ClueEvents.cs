namespace Supervision.Contracts;

/// <summary>What every event about a clue (问题线索) contains; nothing of the clue's content.</summary>
public interface IClueEvent : IIntegrationEvent
{
    Guid ClueId { get; }

    /// <summary>Register reference of the clue in its district, e.g. <c>2026-0017</c>.</summary>
    string Reference { get; }

    /// <summary>The user who did it.</summary>
    Guid By { get; }

    /// <summary>UTC instant at which it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>A clue entered the register (R24).</summary>
public sealed record ClueRegistered(Guid ClueId, string District, string Reference, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The office collated a clue (R24); its author is notified that it is being worked on.</summary>
public sealed record ClueCollated(Guid ClueId, string District, string Reference, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>A clue was merged into another one (R24).</summary>
public sealed record ClueMerged(
    Guid ClueId, string District, string Reference, Guid IntoClueId, string IntoReference, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>A clue awaits the decision of a level of the approval chain (R25).</summary>
/// <param name="Level">Zero-based position in the district's chain.</param>
/// <param name="Approvers">The users who may decide now: holders of the level's role and their delegates.</param>
public sealed record ClueAwaitingApproval(
    Guid ClueId, string District, string Reference, int Level, IReadOnlyList<Guid> Approvers, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>Every level approved (R25); the clue may be transferred.</summary>
public sealed record ClueApproved(
    Guid ClueId, string District, string Reference, string ContentHash, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>A clue was returned: by a level of approval for correction, or by intake for supplement (R25, R27).</summary>
/// <param name="FromBody"><see cref="Bodies.Cppcc"/> in approval, <see cref="Bodies.Discipline"/> by intake.</param>
public sealed record ClueReturned(
    Guid ClueId, string District, string Reference, string? LetterNumber, string FromBody, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>A level of approval rejected the clue for good (R25).</summary>
public sealed record ClueRejected(Guid ClueId, string District, string Reference, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The office refused to enter the submission (不宜录入, R33); none of its content is kept.</summary>
public sealed record ClueRefused(Guid ClueId, string District, string Reference, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The clue was withdrawn before its transfer.</summary>
public sealed record ClueWithdrawn(Guid ClueId, string District, string Reference, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The clue was transferred to the commission under a numbered letter (R26); its content is fixed from here on.</summary>
/// <param name="LetterNumber">For example 〔2026〕12号, without gaps per district and year.</param>
/// <param name="ContentHash">SHA-256 of the content, lower-case hex.</param>
/// <param name="ReceiptDue">UTC instant by which the commission must receive it (R27).</param>
public sealed record ClueTransferred(
    Guid ClueId, string District, string Reference, string LetterNumber, string ContentHash, DateTimeOffset ReceiptDue, Guid Author, Guid By, DateTimeOffset At)
    : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The CPPCC added a supplement to a transferred clue (R26).</summary>
public sealed record ClueSupplemented(
    Guid ClueId, string District, string Reference, string LetterNumber, Guid SupplementId, string SupplementHash, Guid? Handler, Guid By, DateTimeOffset At)
    : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The commission's intake signed for the clue (签收, R27).</summary>
/// <param name="DisposalDue">UTC instant by which a disposal must be proposed (R28).</param>
public sealed record ClueReceived(
    Guid ClueId, string District, string Reference, string LetterNumber, DateTimeOffset DisposalDue, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The receipt deadline passed without a signature (R27), or the disposal deadline without a proposal (R28).</summary>
/// <param name="Deadline"><c>receipt</c> or <c>disposal</c>.</param>
/// <param name="Handler">The handler, if one is assigned.</param>
public sealed record ClueOverdue(
    Guid ClueId, string District, string Reference, string Deadline, DateTimeOffset Due, Guid Author, Guid? Handler, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>Intake accepted the clue and assigned it to a handler (R27).</summary>
public sealed record ClueAccepted(
    Guid ClueId, string District, string Reference, string LetterNumber, Guid Handler, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>Intake declined the clue with a reason (R27).</summary>
public sealed record ClueDeclined(
    Guid ClueId, string District, string Reference, string LetterNumber, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The handler proposed a disposal to the leader (R28); stays within the commission.</summary>
public sealed record DisposalProposed(Guid ClueId, string District, string Reference, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The leader sent a proposed disposal back to the handler (R28); stays within the commission.</summary>
public sealed record DisposalSentBack(Guid ClueId, string District, string Reference, Guid Handler, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The leader approved the disposal (R28); the CPPCC may now read the outcome summary.</summary>
public sealed record ClueDisposed(
    Guid ClueId, string District, string Reference, string LetterNumber, Guid Handler, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}

/// <summary>The commission finished the matter (办结).</summary>
public sealed record ClueClosed(
    Guid ClueId, string District, string Reference, string LetterNumber, Guid Author, Guid By, DateTimeOffset At) : IClueEvent
{
    public Guid Aggregate => ClueId;
}
