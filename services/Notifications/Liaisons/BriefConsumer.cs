using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Notifications.Data;

namespace Supervision.Notifications.Liaisons;

/// <summary>
/// Drafts a brief from each move of a topic, for the side that made it; where neither side did, for the conference, which keeps the topics.
/// </summary>
internal sealed class BriefConsumer(NotificationsDb db) : IConsumer<TopicStageChanged>
{
    public async Task Consume(ConsumeContext<TopicStageChanged> context)
    {
        var (e, ct) = (context.Message, context.CancellationToken);
        var body = await db.People.Where(p => p.UserId == e.By && p.District == e.District).Select(p => p.Body).SingleOrDefaultAsync(ct);
        db.Add(StageBrief.Draft(e, body is Bodies.Discipline ? body : Bodies.Cppcc, context.MessageId!.Value));
    }
}
