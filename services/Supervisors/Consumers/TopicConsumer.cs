using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Teams;
using Supervision.Supervisors.Topics;

namespace Supervision.Supervisors.Consumers;

/// <summary>Keeps the copy of topics; a late event changes nothing. The end of a topic dissolves its team.</summary>
internal sealed class TopicConsumer(SupervisorsDb db) : IConsumer<TopicSolicited>, IConsumer<TopicStageChanged>
{
    public Task Consume(ConsumeContext<TopicSolicited> context) => KeepAsync(context.Message, "solicited", context.CancellationToken);

    public async Task Consume(ConsumeContext<TopicStageChanged> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        if (!await KeepAsync(@event, @event.To, ct) || !TopicCopy.Over.Contains(@event.To)) return;
        await db.LockMatterAsync(Team.LockOf(@event.TopicId), ct);
        var team = await db.Set<Team>().SingleOrDefaultAsync(t => t.TopicId == @event.TopicId && t.Active, ct);
        if (team is not null) db.Enqueue(team.Dissolve(null, "topic", @event.At));
    }

    async Task<bool> KeepAsync(ITopicEvent @event, string stage, CancellationToken ct)
    {
        if (await db.FindAsync<TopicCopy>([@event.TopicId], ct) is not { } topic)
        {
            db.Add(new TopicCopy { Id = @event.TopicId, District = @event.District, Reference = @event.Reference, Stage = stage, At = @event.At });
            return true;
        }

        if (@event.At < topic.At) return false;
        (topic.Stage, topic.At) = (stage, @event.At);
        return true;
    }
}
