using MassTransit;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Supervisors.Data;

namespace Supervision.Supervisors.Consumers;

/// <summary>Keeps the copy of people, who are on the roster, in teams and on visits.</summary>
internal sealed class PersonConsumer(SupervisorsDb db) : IConsumer<UserChanged>
{
    public Task Consume(ConsumeContext<UserChanged> context) => db.CopyPersonAsync(context.Message, context.CancellationToken);
}
