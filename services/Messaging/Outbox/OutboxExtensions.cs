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
    /// Events of one aggregate go out in the order of their commits as long as each of those commits also changes a row the others
    /// change (the aggregate's own row with its version does): the later one can then only take its place in the outbox after the
    /// earlier one is committed. Between commits that share no row nothing defines an order.
    /// </remarks>
    public static void Enqueue(this DbContext db, IIntegrationEvent @event) => db.Set<OutboxRow>().Add(OutboxRow.For(@event));

    /// <summary>Adds a message for another system to the unit of work.</summary>
    public static void Enqueue(this DbContext db, OutboundMessage message) => db.Set<OutboxRow>().Add(OutboxRow.For(message));
}
