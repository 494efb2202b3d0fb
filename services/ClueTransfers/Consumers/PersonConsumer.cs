using MassTransit;
using Supervision.ClueTransfers.Data;
using Supervision.Collaboration;
using Supervision.Contracts;

namespace Supervision.ClueTransfers.Consumers;

/// <summary>Updates the copy of people, who approve, handle and are named in histories.</summary>
internal sealed class PersonConsumer(CluesDb db) : IConsumer<UserChanged>
{
    public Task Consume(ConsumeContext<UserChanged> context) => db.CopyPersonAsync(context.Message, context.CancellationToken);
}
