using MassTransit;
using Supervision.Contracts;
using Supervision.Topics.Data;
using Supervision.Topics.Implementation;

namespace Supervision.Topics.Consumers;

/// <summary>Keeps the copy of appointed supervisors; a late event changes nothing.</summary>
internal sealed class SupervisorConsumer(TopicsDb db) : IConsumer<SupervisorAppointed>, IConsumer<SupervisorStandingChanged>
{
    public async Task Consume(ConsumeContext<SupervisorAppointed> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        var supervisor = await db.Set<SupervisorCopy>().FindAsync([@event.SupervisorId], ct);
        if (supervisor is null)
        {
            db.Add(new SupervisorCopy
            {
                Id = @event.SupervisorId,
                District = @event.District,
                UserId = @event.UserId,
                Sector = @event.Sector,
                From = @event.From,
                Until = @event.Until,
                Standing = SupervisorStandings.Appointed,
                Version = @event.Version,
            });
            return;
        }

        if (@event.Version <= supervisor.Version) return;
        (supervisor.UserId, supervisor.Sector, supervisor.From, supervisor.Until) = (@event.UserId, @event.Sector, @event.From, @event.Until);
        (supervisor.Standing, supervisor.Version) = (SupervisorStandings.Appointed, @event.Version);
    }

    /// <summary>Events of one supervisor arrive in order, so the appointment is known here before any change of standing.</summary>
    public async Task Consume(ConsumeContext<SupervisorStandingChanged> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        var supervisor = await db.Set<SupervisorCopy>().FindAsync([@event.SupervisorId], ct)
            ?? throw new InvalidOperationException($"Supervisor {@event.SupervisorId} was never appointed.");
        if (@event.Version > supervisor.Version) (supervisor.Standing, supervisor.Version) = (@event.Standing, @event.Version);
    }
}
