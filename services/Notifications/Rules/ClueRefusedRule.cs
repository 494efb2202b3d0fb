using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies its author, who can read the reason with what remains of the clue.</summary>
internal sealed class ClueRefusedRule : IRule<ClueRefused>
{
    public IEnumerable<Notice> Tell(ClueRefused e) =>
        [
            Notice.Of(e, "clue.refused", new Audience(Bodies.Cppcc) { Persons = [e.Author] }),
        ];
}
