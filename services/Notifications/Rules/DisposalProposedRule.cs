using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies the commission's leaders, who decide, and nobody else.</summary>
internal sealed class DisposalProposedRule : IRule<DisposalProposed>
{
    public IEnumerable<Notice> Tell(DisposalProposed e) =>
        [
            Notice.Of(e, "disposal.proposed", new Audience(Bodies.Discipline) { Roles = [Discipline.Leader] }, Urgency.Action),
        ];
}
