using MassTransit;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Handshake;
using Supervision.Collaboration;
using Supervision.Contracts;

namespace Supervision.ClueTransfers.Consumers;

/// <summary>Updates the district's calendar, and recalculates its running deadlines (R37).</summary>
internal sealed class CalendarConsumer(CluesDb db, DeadlineRecount deadlines) : IConsumer<DistrictCalendarChanged>
{
    public async Task Consume(ConsumeContext<DistrictCalendarChanged> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        if (await db.CopyCalendarAsync(@event, ct)) await deadlines.RecountAsync(@event.District, ct);
    }
}
