using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.People;
using Supervision.Topics.Data;

namespace Supervision.Topics.Consumers;

/// <summary>Keeps the copy of people, who propose, meet, decide and are named in histories.</summary>
internal sealed class PersonConsumer(TopicsDb db) : IEventConsumer<UserChanged>
{
    public Task ConsumeAsync(UserChanged @event, EventContext context, CancellationToken ct) => db.KeepPersonAsync(@event, ct);
}
