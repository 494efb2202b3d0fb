using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies its author and the office.</summary>
internal sealed class ClueClosedRule : IRule<ClueClosed>
{
    public IEnumerable<Notice> Tell(ClueClosed e) =>
        [
            Notice.Of(
                e, "clue.closed", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] },
                Urgency.Information, ("letterNumber", e.LetterNumber)),
        ];
}
