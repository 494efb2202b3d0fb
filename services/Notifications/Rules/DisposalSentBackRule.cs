using Supervision.Contracts;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Rules;

/// <summary>Notifies the handler, who works on it again, and nobody else.</summary>
internal sealed class DisposalSentBackRule : IRule<DisposalSentBack>
{
    public IEnumerable<Notice> Tell(DisposalSentBack e) =>
        [
            Notice.Of(e, "disposal.sent_back", new Audience(Bodies.Discipline) { Persons = [e.Handler] }, Urgency.Action),
        ];
}
