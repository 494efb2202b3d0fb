using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Handshake;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.Data;

namespace Supervision.ClueTransfers.Consumers;

/// <summary>Keeps the district's days, and counts its running deadlines anew by them (R37).</summary>
internal sealed class CalendarConsumer(CluesDb db, DeadlineRecount deadlines) : IEventConsumer<DistrictCalendarChanged>
{
    public async Task ConsumeAsync(DistrictCalendarChanged @event, EventContext context, CancellationToken ct)
    {
        if (await db.KeepCalendarAsync(@event, ct)) await deadlines.RecountAsync(@event.District, ct);
    }
}
