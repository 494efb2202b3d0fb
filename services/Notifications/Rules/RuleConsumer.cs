using MassTransit;
using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Writes the notices of an event's rules to the inboxes of those concerned.</summary>
internal sealed class RuleConsumer<TEvent>(NoticeWriter writer) : IConsumer<TEvent> where TEvent : class, IIntegrationEvent
{
    public Task Consume(ConsumeContext<TEvent> context)
    {
        var (e, ct) = (context.Message, context.CancellationToken);
        return writer.WriteAsync([.. RuleCatalogue.Tell(e)], e.District, context.MessageId!.Value, ct);
    }
}
