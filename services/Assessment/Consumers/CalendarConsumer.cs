using Supervision.Assessment.Data;
using Supervision.Assessment.Deadlines;
using Supervision.Contracts;
using Supervision.Messaging;

namespace Supervision.Assessment.Consumers;

/// <summary>Keeps what a district adds to the calendar; its open deadlines are counted anew by the clock (R37).</summary>
internal sealed class CalendarConsumer(AssessmentDb db) : IEventConsumer<DistrictCalendarChanged>
{
    public async Task ConsumeAsync(DistrictCalendarChanged @event, EventContext context, CancellationToken ct)
    {
        var clock = await db.Set<DistrictClock>().FindAsync([@event.District], ct);
        if (clock is null) db.Add(clock = DistrictClock.Of(@event.District));
        if (clock.Keep(@event) is { } change) db.Add(change);
    }
}
