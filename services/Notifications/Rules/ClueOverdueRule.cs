using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>A receipt that is late concerns both bodies; a disposal that is late is the commission's own affair.</summary>
internal sealed class ClueOverdueRule : IRule<ClueOverdue>
{
    public IEnumerable<Notice> Tell(ClueOverdue e) =>
        e.Deadline == "receipt" ?
        [
            Late(e, "clue.receipt_overdue", new Audience(Bodies.Discipline) { Roles = [Discipline.Intake, Discipline.Leader] }),
            Late(e, "clue.receipt_overdue", new Audience(Bodies.Cppcc) { Roles = [Cppcc.Office] }),
        ] :
        [
            Late(e, "clue.disposal_overdue", new Audience(Bodies.Discipline) { Persons = [e.Handler], Roles = [Discipline.Leader] }),
        ];

    static Notice Late(ClueOverdue e, string kind, Audience to) => Notice.Of(e, kind, to, Urgency.Urgent, ("due", e.Due.ToString("O")));
}
