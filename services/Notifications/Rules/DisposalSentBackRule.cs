using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>The handler works on it again; nobody else is told.</summary>
internal sealed class DisposalSentBackRule : IRule<DisposalSentBack>
{
    public IEnumerable<Notice> Tell(DisposalSentBack e) =>
        [
            Notice.Of(e, "disposal.sent_back", new Audience(Bodies.Discipline) { Persons = [e.Handler] }, Urgency.Action),
        ];
}
