using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies its author and the office; the commission never had it.</summary>
internal sealed class ClueWithdrawnRule : IRule<ClueWithdrawn>
{
    public IEnumerable<Notice> Tell(ClueWithdrawn e) =>
        [
            Notice.Of(e, "clue.withdrawn", new Audience(Bodies.Cppcc) { Persons = [e.Author], Roles = [Cppcc.Office] }),
        ];
}
