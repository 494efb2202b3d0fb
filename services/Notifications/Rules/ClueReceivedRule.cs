using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies the author and the office that the commission has it; the disposal's due date stays with the commission.</summary>
internal sealed class ClueReceivedRule : IRule<ClueReceived>
{
    public IEnumerable<Notice> Tell(ClueReceived e) =>
        [
            Notice.Of(
                e, "clue.received", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] },
                Urgency.Information, ("letterNumber", e.LetterNumber)),
        ];
}
