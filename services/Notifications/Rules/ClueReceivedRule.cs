using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>The author and the office learn that the commission has it; when its disposal is due stays with the commission.</summary>
internal sealed class ClueReceivedRule : IRule<ClueReceived>
{
    public IEnumerable<Notice> Tell(ClueReceived e) =>
        [
            Notice.Of(
                e, "clue.received", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] },
                Urgency.Information, ("letterNumber", e.LetterNumber)),
        ];
}
