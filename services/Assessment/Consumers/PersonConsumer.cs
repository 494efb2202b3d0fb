using Supervision.Assessment.Data;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.People;

namespace Supervision.Assessment.Consumers;

/// <summary>Keeps the copy of people, who reply, judge, and are told of deadlines.</summary>
internal sealed class PersonConsumer(AssessmentDb db) : IEventConsumer<UserChanged>
{
    public Task ConsumeAsync(UserChanged @event, EventContext context, CancellationToken ct) => db.KeepPersonAsync(@event, ct);
}
