using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Topics.Data;
using Supervision.Topics.Meetings.Series;

namespace Supervision.Topics.Consumers;

/// <summary>Keeps the district's days, and recomputes when its months without a joint meeting are flagged (R3, R37).</summary>
internal sealed class CalendarConsumer(TopicsDb db, HolidayData holidays) : IConsumer<DistrictCalendarChanged>
{
    public async Task Consume(ConsumeContext<DistrictCalendarChanged> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        if (!await db.CopyCalendarAsync(@event, ct)) return;
        var calendar = await db.CalendarAsync(@event.District, holidays, ct);
        var months = await db.Set<JointMonth>().FromSql($"""
            select *, xmin from joint_months where district = {@event.District} and due_check is not null order by id for update
            """).ToListAsync(ct);
        foreach (var month in months) month.Renew(calendar);
    }
}
