using MassTransit;
using Supervision.Assessment.Data;
using Supervision.Assessment.Deadlines;
using Supervision.Contracts;

namespace Supervision.Assessment.Consumers;

/// <summary>Keeps a district's additions to the calendar; the deadline clock recounts its open deadlines (R37).</summary>
internal sealed class CalendarConsumer(AssessmentDb db) : IConsumer<DistrictCalendarChanged>
{
    public async Task Consume(ConsumeContext<DistrictCalendarChanged> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        var clock = await db.Set<DistrictClock>().FindAsync([@event.District], ct);
        if (clock is null) db.Add(clock = DistrictClock.Of(@event.District));
        if (clock.Keep(@event) is { } change) db.Add(change);
    }
}
