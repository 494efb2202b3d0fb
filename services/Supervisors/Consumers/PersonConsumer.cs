using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.People;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Consumers;

/// <summary>Keeps the copy of people, who are on the roster, in teams and on visits.</summary>
internal sealed class PersonConsumer(SupervisorsDb db) : IEventConsumer<UserChanged>
{
    public Task ConsumeAsync(UserChanged @event, EventContext context, CancellationToken ct) => db.KeepPersonAsync(@event, ct);
}
