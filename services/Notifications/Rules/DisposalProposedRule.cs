using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>The commission's leaders decide; nobody else is told.</summary>
internal sealed class DisposalProposedRule : IRule<DisposalProposed>
{
    public IEnumerable<Notice> Tell(DisposalProposed e) =>
        [
            Notice.Of(e, "disposal.proposed", new Audience(Bodies.Discipline) { Roles = [Discipline.Leader] }, Urgency.Action),
        ];
}
