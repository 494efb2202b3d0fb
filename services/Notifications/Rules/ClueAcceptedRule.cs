using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>The handler gets a task; the CPPCC is notified that the clue is accepted, not who handles it.</summary>
internal sealed class ClueAcceptedRule : IRule<ClueAccepted>
{
    public IEnumerable<Notice> Tell(ClueAccepted e) =>
        [
            Notice.Of(
                e, "clue.assigned", new Audience(Bodies.Discipline) { Persons = [e.Handler] }, Urgency.Action,
                ("letterNumber", e.LetterNumber)),
            Notice.Of(
                e, "clue.accepted", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] },
                Urgency.Information, ("letterNumber", e.LetterNumber)),
        ];
}
