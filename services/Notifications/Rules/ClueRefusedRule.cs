using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Its author, who reads the reason with what is left of the clue.</summary>
internal sealed class ClueRefusedRule : IRule<ClueRefused>
{
    public IEnumerable<Notice> Tell(ClueRefused e) =>
        [
            Notice.Of(e, "clue.refused", new Audience(Bodies.Cppcc) { Persons = [e.Author] }),
        ];
}
