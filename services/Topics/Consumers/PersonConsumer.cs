using MassTransit;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Topics.Data;

namespace Supervision.Topics.Consumers;

/// <summary>Keeps the copy of people, who propose, meet, decide and appear in histories.</summary>
internal sealed class PersonConsumer(TopicsDb db) : IConsumer<UserChanged>
{
    public Task Consume(ConsumeContext<UserChanged> context) => db.CopyPersonAsync(context.Message, context.CancellationToken);
}
