using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies the office that there is a clue to collate.</summary>
internal sealed class ClueRegisteredRule : IRule<ClueRegistered>
{
    public IEnumerable<Notice> Tell(ClueRegistered e) =>
        [
            Notice.Of(e, "clue.registered", new Audience(Bodies.Cppcc) { Roles = [Cppcc.Office] }, Urgency.Action),
        ];
}
