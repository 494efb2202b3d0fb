using Supervision.Contracts;

namespace Supervision.Messaging;

/// <summary>
/// What a service does when an event reaches it. It changes the service's DbContext (and may enqueue further events) and nothing else:
/// saving and committing, together with the note that the message had its effect, is done by Messaging, exactly once per message.
/// </summary>
/// <remarks>
/// Messages that wait are handled in one transaction, each by its own call in the order of arrival; what earlier calls added or changed
/// is saved before a query runs, so a consumer sees it. An exception undoes the message's changes only; it is tried again a few times and
/// then put aside as a dead letter. The unit of work runs in the service's own scope of the event's district.
/// </remarks>
public interface IEventConsumer<in TEvent> where TEvent : IIntegrationEvent
{
    Task ConsumeAsync(TEvent @event, EventContext context, CancellationToken ct);
}

/// <summary>The delivery an event came with.</summary>
/// <param name="MessageId">The same at every delivery of the same event.</param>
/// <param name="EnqueuedAt">UTC instant at which the event was written.</param>
public sealed record EventContext(Guid MessageId, string Type, string District, DateTimeOffset EnqueuedAt);
