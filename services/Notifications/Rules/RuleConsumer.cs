using MassTransit;
using Supervision.Contracts;

namespace Supervision.Notifications.Rules;

/// <summary>Writes the notices of an event's rule to the inboxes of those concerned.</summary>
internal sealed class RuleConsumer<TEvent>(NoticeWriter writer) : IConsumer<TEvent> where TEvent : class, IIntegrationEvent
{
    static readonly IRule<TEvent> Rule = RuleCatalogue.Of<TEvent>();

    public Task Consume(ConsumeContext<TEvent> context) =>
        writer.WriteAsync([.. Rule.Tell(context.Message)], context.Message.District, context.MessageId!.Value, context.CancellationToken);
}
