using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Clues. The commission learns nothing before the transfer, the conference not who handles a clue or how (R28).</summary>
internal static class ClueNotices
{
    public static IReadOnlyList<Rule> Rows =>
    [
        // In the conference
        On<ClueRegistered>("clue.registered").To(Cppcc.Office).Action(),
        On<ClueCollated>("clue.collated").To(e => e.Author, Bodies.Cppcc),
        On<ClueMerged>("clue.merged").To(e => e.Author, Cppcc.Office), // without the clue it went into, which the author may not read
        On<ClueAwaitingApproval>("clue.awaiting_approval").To(e => e.Approvers, Bodies.Cppcc).Action(),
        On<ClueApproved>("clue.approved").To(e => e.Author, Cppcc.Office),
        On<ClueReturned>("clue.returned_in_approval").When(e => e.FromBody != Bodies.Discipline).To(e => e.Author, Cppcc.Office).Action(),
        On<ClueRejected>("clue.rejected").To(e => e.Author, Cppcc.Office),
        On<ClueRefused>("clue.refused").To(e => e.Author, Bodies.Cppcc), // the reason stands in what remains of the clue
        On<ClueWithdrawn>("clue.withdrawn").To(e => e.Author, Cppcc.Office),

        // Between the two bodies
        On<ClueTransferred>("clue.awaiting_receipt").To(Discipline.Intake).Action()
            .With("letterNumber", e => e.LetterNumber).With("receiptDue", e => e.ReceiptDue),
        On<ClueTransferred>("clue.transferred").To(e => e.Author, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair)
            .With("letterNumber", e => e.LetterNumber),
        On<ClueReturned>("clue.returned_for_supplement").When(e => e.FromBody == Bodies.Discipline)
            .To(e => e.Author, Cppcc.Office).Action(),
        On<ClueSupplemented>("clue.supplemented").To(e => e.Handler, Bodies.Discipline).Action().With("letterNumber", e => e.LetterNumber),
        On<ClueSupplemented>("clue.supplemented").When(e => e.Handler is null).To(Discipline.Intake).Action()
            .With("letterNumber", e => e.LetterNumber),
        On<ClueReceived>("clue.received").To(e => e.Author, Cppcc.Office).With("letterNumber", e => e.LetterNumber),
        // The office waits for the receipt; who keeps the deadline gets its reminders (R45). A late disposal is the commission's affair.
        On<ClueOverdue>("clue.receipt_overdue").When(e => e.Deadline == "receipt").To(Cppcc.Office).Urgent().With("due", e => e.Due),
        On<ClueAccepted>("clue.assigned").To(e => e.Handler, Bodies.Discipline).Action().With("letterNumber", e => e.LetterNumber),
        On<ClueAccepted>("clue.accepted").To(e => e.Author, Cppcc.Office).With("letterNumber", e => e.LetterNumber),
        On<ClueDeclined>("clue.declined").To(e => e.Author, Cppcc.Office).With("letterNumber", e => e.LetterNumber),

        // Disposal
        On<DisposalProposed>("disposal.proposed").To(Discipline.Leader).Action(),
        On<DisposalSentBack>("disposal.sent_back").To(e => e.Handler, Bodies.Discipline).Action(),
        On<ClueDisposed>("disposal.approved").To(e => e.Handler, Bodies.Discipline),
        On<ClueDisposed>("clue.disposed").To(e => e.Author, Cppcc.Office).With("letterNumber", e => e.LetterNumber),
        On<ClueClosed>("clue.closed").To(e => e.Author, Cppcc.Office).With("letterNumber", e => e.LetterNumber),
    ];

    static Rule<TEvent> On<TEvent>(string kind) where TEvent : class, IClueEvent =>
        Rule.On<TEvent>(kind, e => $"/clues/{e.ClueId}", e => (e.By, e.At)).With("reference", e => e.Reference);
}
