using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>The commission's intake has to sign for it; the author and the approvers are notified that it is on its way.</summary>
internal sealed class ClueTransferredRule : IRule<ClueTransferred>
{
    public IEnumerable<Notice> Tell(ClueTransferred e) =>
        [
            Notice.Of(
                e, "clue.awaiting_receipt", new Audience(Bodies.Discipline) { Roles = [Discipline.Intake] }, Urgency.Action,
                ("letterNumber", e.LetterNumber), ("receiptDue", e.ReceiptDue.ToString("O"))),
            Notice.Of(
                e, "clue.transferred",
                new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair] },
                Urgency.Information, ("letterNumber", e.LetterNumber)),
        ];
}
