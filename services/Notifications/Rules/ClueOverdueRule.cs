using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>
/// Notifies the waiting office at once that a receipt is late. Those who have to keep the deadline and their superiors get its reminders (R45); a
/// late disposal is the commission's own affair.
/// </summary>
internal sealed class ClueOverdueRule : IRule<ClueOverdue>
{
    public IEnumerable<Notice> Tell(ClueOverdue e) => e.Deadline != "receipt" ? [] :
        [Notice.Of(e, "clue.receipt_overdue", new Audience(Bodies.Cppcc) { Roles = [Cppcc.Office] }, Urgency.Urgent, ("due", e.Due.ToString("O")))];
}
