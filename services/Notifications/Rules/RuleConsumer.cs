using Supervision.Contracts;
using Supervision.Messaging;

namespace Supervision.Notifications.Rules;

/// <summary>Puts what an event's rule says into the inboxes of those it concerns.</summary>
internal sealed class RuleConsumer<TEvent>(NoticeWriter writer) : IEventConsumer<TEvent> where TEvent : IIntegrationEvent
{
    static readonly IRule<TEvent> Rule = RuleCatalogue.Of<TEvent>();

    public Task ConsumeAsync(TEvent e, EventContext context, CancellationToken ct) =>
        writer.WriteAsync([.. Rule.Tell(e)], e.District, context.MessageId, ct);
}
