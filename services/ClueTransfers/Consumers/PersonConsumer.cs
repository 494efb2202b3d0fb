using Supervision.ClueTransfers.Data;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.People;

namespace Supervision.ClueTransfers.Consumers;

/// <summary>Keeps the copy of people, who approve, handle and are named in histories.</summary>
internal sealed class PersonConsumer(CluesDb db) : IEventConsumer<UserChanged>
{
    public Task ConsumeAsync(UserChanged @event, EventContext context, CancellationToken ct) => db.KeepPersonAsync(@event, ct);
}
