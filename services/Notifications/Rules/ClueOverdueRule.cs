using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>
/// The office that waits for a receipt learns at once that it is late. Whoever has to keep the deadline, and those up the line, are told by its
/// reminders (R45); a disposal that is late is the commission's own affair.
/// </summary>
internal sealed class ClueOverdueRule : IRule<ClueOverdue>
{
    public IEnumerable<Notice> Tell(ClueOverdue e) => e.Deadline != "receipt" ? [] :
        [Notice.Of(e, "clue.receipt_overdue", new Audience(Bodies.Cppcc) { Roles = [Cppcc.Office] }, Urgency.Urgent, ("due", e.Due.ToString("O")))];
}
