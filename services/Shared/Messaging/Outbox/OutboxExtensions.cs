using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging.Outbox;

namespace Supervision.Messaging;

public static class OutboxExtensions
{
    /// <summary>
    /// Adds the event to the unit of work: the same <c>SaveChanges</c> writes the change and the event, and once it is committed the
    /// relay publishes it.
    /// </summary>
    /// <remarks>
    /// Events of one aggregate are published in the order of their commits if all these commits change one common row (such as the
    /// aggregate's own row with its version): the later one then gets its place in the outbox only after the
    /// earlier one is committed. Commits that share no row have no defined order.
    /// </remarks>
    public static void Enqueue(this DbContext db, IIntegrationEvent @event) => db.Set<OutboxRow>().Add(OutboxRow.For(@event));

    /// <summary>Adds a message for another system to the unit of work.</summary>
    public static void Enqueue(this DbContext db, OutboundMessage message) => db.Set<OutboxRow>().Add(OutboxRow.For(message));
}
