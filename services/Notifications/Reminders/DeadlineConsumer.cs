using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.Notifications.Rules;

namespace Supervision.Notifications.Reminders;

/// <summary>Keeps the copy of deadlines and what is planned for them; a late event changes nothing.</summary>
internal sealed class DeadlineConsumer(NotificationsDb db, ReminderBook book, NoticeWriter writer) : IConsumer<DeadlineChanged>
{
    public async Task Consume(ConsumeContext<DeadlineChanged> context)
    {
        var (e, ct) = (context.Message, context.CancellationToken);
        var times = await book.TimesAsync(e.District, ct);
        var deadline = await db.Set<Deadline>().FromSql($"select * from deadlines where deadline_id = {e.DeadlineId} for update").SingleOrDefaultAsync(ct);
        if (deadline is null) db.Add(deadline = Deadline.Of(e));
        else if (e.Version <= deadline.Version) return;
        else if (deadline.Take(e))
            await writer.WriteAsync([.. ReminderNotices.Moved(deadline, e.At)], e.District, context.MessageId!.Value, ct);
        await book.PlanAsync(deadline, times, ct);
    }
}
