using Supervision.Calendar;
using Supervision.ClueTransfers.Handshake;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.ClueTransfers.Clues.ClueRules;

namespace Supervision.ClueTransfers.Clues;

/// <summary>Transfer under a numbered letter (移交, R26) and the commission's handshake (签收, R27).</summary>
public sealed partial class Clue
{
    readonly List<Supplement> _supplements = [];

    /// <summary>For example 〔2026〕12号; never changes once assigned.</summary>
    public string? LetterNumber { get; private set; }

    /// <summary>When it was first transferred to the commission, which may read it from then on.</summary>
    public DateTimeOffset? TransferredAt { get; private set; }

    public DateTimeOffset? ReturnedAt { get; private set; }

    public DateTimeOffset? ReceivedAt { get; private set; }

    public DueDate? ReceiptDeadline { get; private set; }

    /// <summary>UTC instant of <see cref="ReceiptDeadline"/>.</summary>
    public DateTimeOffset? ReceiptDue { get; private set; }

    public DueDate? DisposalDeadline { get; private set; }

    /// <summary>UTC instant of <see cref="DisposalDeadline"/>.</summary>
    public DateTimeOffset? DisposalDue { get; private set; }

    /// <summary>When to check whether a deadline was missed; null if none runs, or the miss was already published.</summary>
    public DateTimeOffset? DueCheck { get; private set; }

    /// <summary>The supplements of this unit of work; earlier ones are only in the database.</summary>
    public IReadOnlyList<Supplement> Supplements => _supplements;

    /// <summary>Transfers the approved clue to the commission; its content is fixed from here on.</summary>
    /// <param name="letter">The district's next letter number of the year.</param>
    /// <param name="deadline">By when the commission must receive it.</param>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_approved</exception>
    public ClueTransferred Transfer(LetterNumber letter, DueDate deadline, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Approved, NotApproved);
        (LetterNumber, TransferredAt) = (letter.ToString(), now);
        Index();
        Send(deadline);
        Record(ClueEventKind.Transferred, by, now, Audience.Both, new(LetterNumber: LetterNumber, ContentHash: ContentHash, Due: ReceiptDue));
        return Sent(by, now);
    }

    /// <summary>Adds a supplement to the transferred clue as a separate record; the content itself does not change.</summary>
    /// <param name="evidence">SHA-256 of each file of the supplement, lower-case hex.</param>
    /// <returns>The event; without the handler, whom the CPPCC does not know.</returns>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_supplementable</exception>
    public ClueSupplemented AddSupplement(string text, Caller by, DateTimeOffset now, IEnumerable<string>? evidence = null)
    {
        Require(IsSupplementable, NotSupplementable);
        var supplement = new Supplement
        {
            Id = Guid.CreateVersion7(now),
            ClueId = Id,
            District = District,
            Text = text,
            Hash = Supplement.HashOf(text, evidence ?? []),
            By = by.UserId,
            At = now,
        };
        _supplements.Add(supplement);
        Record(ClueEventKind.Supplemented, by, now, Audience.Both, new(ContentHash: supplement.Hash));
        return new(Id, District, Reference, LetterNumber!, supplement.Id, supplement.Hash, null, by.UserId, now);
    }

    /// <summary>Sends a supplemented clue to the commission again under its old number; the time to receive it restarts.</summary>
    /// <param name="supplements">Number of supplements added since it was returned.</param>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">
    /// clue.not_returned_for_supplement, clue.nothing_supplemented
    /// </exception>
    public ClueTransferred Resend(int supplements, DueDate deadline, Caller by, DateTimeOffset now)
    {
        Require(IsReturnedForSupplement, NotReturnedForSupplement);
        Require(supplements > 0, NothingSupplemented);
        Send(deadline);
        Record(ClueEventKind.Resent, by, now, Audience.Both, new(Due: ReceiptDue));
        return Sent(by, now);
    }

    /// <summary>The commission's intake signs for the clue, which starts the time to propose a disposal.</summary>
    /// <param name="deadline">By when a disposal must be proposed.</param>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_transferred</exception>
    public ClueReceived Receive(DueDate deadline, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Transferred, NotTransferred);
        Enter(ClueStatus.Received);
        ReceivedAt = now;
        (DisposalDeadline, DisposalDue, DueCheck) = (deadline, deadline.Due, deadline.Due);
        Record(ClueEventKind.Received, by, now, Audience.Both);
        return new(Id, District, Reference, LetterNumber!, deadline.Due, RegisteredBy, by.UserId, now);
    }

    /// <summary>Intake accepts the matter and assigns it to a handler.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_received, clue.not_a_handler</exception>
    public ClueAccepted Accept(Person? handler, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Received, NotReceived);
        Require(handler is not null && handler.District == District && handler.IsActive(Contracts.Discipline.Handler), NotAHandler);
        Enter(ClueStatus.Accepted);
        Assignment = new()
        {
            ClueId = Id,
            District = District,
            Handler = handler!.UserId,
            HandlerName = handler.Name,
            By = by.UserId,
            At = now,
        };
        Record(ClueEventKind.Accepted, by, now, Audience.Both);
        return new(Id, District, Reference, LetterNumber!, handler.UserId, RegisteredBy, by.UserId, now);
    }

    /// <summary>Intake asks for more: the clue returns to the CPPCC, which supplements it and sends it again under the same number.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_received</exception>
    public ClueReturned ReturnForSupplement(string reason, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Received, NotReceived);
        Enter(ClueStatus.Returned, reason);
        (ReturnedFrom, ReturnedAt) = (Bodies.Discipline, now);
        StopDisposalClock();
        Record(ClueEventKind.ReturnedForSupplement, by, now, Audience.Both, new(Comment: reason));
        return new(Id, District, Reference, LetterNumber, Bodies.Discipline, RegisteredBy, by.UserId, now);
    }

    /// <summary>Intake declines the matter.</summary>
    /// <exception cref="Supervision.ServiceDefaults.Problems.RuleViolation">clue.not_received</exception>
    public ClueDeclined Decline(string reason, Caller by, DateTimeOffset now)
    {
        Require(Status is ClueStatus.Received, NotReceived);
        Enter(ClueStatus.Declined, reason);
        StopDisposalClock();
        Record(ClueEventKind.Declined, by, now, Audience.Both, new(Comment: reason));
        return new(Id, District, Reference, LetterNumber!, RegisteredBy, by.UserId, now);
    }

    /// <summary>Whether the receipt deadline has passed at this instant and nobody has signed for the clue.</summary>
    public bool IsReceiptOverdue(DateTimeOffset now) => Status is ClueStatus.Transferred && ReceiptDue <= now;

    /// <summary>Records, only once, that the running deadline was missed.</summary>
    /// <param name="handler">The handler, if one is assigned.</param>
    /// <returns>Null if no deadline was missed.</returns>
    public ClueOverdue? NoteOverdue(Guid? handler, DateTimeOffset now)
    {
        if (DueCheck is not { } due || due > now) return null;
        DueCheck = null;
        var receipt = Status is ClueStatus.Transferred;
        // Whether the commission meets its own deadline concerns only the commission.
        Record(receipt ? ClueEventKind.ReceiptOverdue : ClueEventKind.DisposalOverdue, Guid.Empty, DataScope.ServiceBody, now,
            receipt ? Audience.Both : Audience.Discipline, new(Due: due));
        return new(Id, District, Reference, receipt ? "receipt" : "disposal", due, RegisteredBy, handler, Guid.Empty, now);
    }

    /// <summary>Whether the CPPCC may add supplements.</summary>
    public bool IsSupplementable => Status is ClueStatus.Transferred or ClueStatus.Received or ClueStatus.Accepted || IsReturnedForSupplement;

    bool IsReturnedForSupplement => Status is ClueStatus.Returned && ReturnedFrom is Bodies.Discipline;

    void Send(DueDate deadline)
    {
        Enter(ClueStatus.Transferred);
        (ReceivedAt, ReturnedAt) = (null, null);
        (ReceiptDeadline, ReceiptDue, DueCheck) = (deadline, deadline.Due, deadline.Due);
    }

    void StopDisposalClock() => (DisposalDeadline, DisposalDue, DueCheck) = (null, null, null);

    ClueTransferred Sent(Caller by, DateTimeOffset now) =>
        new(Id, District, Reference, LetterNumber!, ContentHash, ReceiptDue!.Value, RegisteredBy, by.UserId, now);
}
