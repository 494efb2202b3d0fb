using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies those who may decide now.</summary>
internal sealed class ClueAwaitingApprovalRule : IRule<ClueAwaitingApproval>
{
    public IEnumerable<Notice> Tell(ClueAwaitingApproval e) =>
        [
            Notice.Of(e, "clue.awaiting_approval", new Audience(Bodies.Cppcc) { Persons = [.. e.Approvers] }, Urgency.Action),
        ];
}
