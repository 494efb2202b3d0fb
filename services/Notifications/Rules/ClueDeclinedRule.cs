using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies its author and the office.</summary>
internal sealed class ClueDeclinedRule : IRule<ClueDeclined>
{
    public IEnumerable<Notice> Tell(ClueDeclined e) =>
        [
            Notice.Of(
                e, "clue.declined", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] },
                Urgency.Information, ("letterNumber", e.LetterNumber)),
        ];
}
