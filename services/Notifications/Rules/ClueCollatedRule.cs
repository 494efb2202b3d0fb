using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies the author that the clue is being worked on.</summary>
internal sealed class ClueCollatedRule : IRule<ClueCollated>
{
    public IEnumerable<Notice> Tell(ClueCollated e) =>
        [
            Notice.Of(e, "clue.collated", new Audience(Bodies.Cppcc) { Persons = [e.Author] }),
        ];
}
