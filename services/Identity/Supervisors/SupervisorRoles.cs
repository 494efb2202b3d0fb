using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Identity.Data;
using Supervision.Messaging;

namespace Supervision.Identity.Supervisors;

/// <summary>
/// The supervisor role follows the roster (R14): an account has it from the first day of the term until it is suspended or the
/// term ends. A change is published like any other change of a user, so that tokens issued earlier no longer count for the role.
/// </summary>
internal sealed class SupervisorRoles(IdentityDb db) : IConsumer<SupervisorAppointed>, IConsumer<SupervisorStandingChanged>
{
    public static void Consume(IRegistrationConfigurator consumers) => consumers.AddConsumer<SupervisorRoles>();

    public Task Consume(ConsumeContext<SupervisorAppointed> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        var begun = @event.From <= DistrictTime.DayAt(@event.At);
        return KeepAsync(
            @event.SupervisorId, @event.District, @event.UserId, begun ? SupervisorStandings.Appointed : SupervisorStanding.Ahead, @event.Version, ct);
    }

    public Task Consume(ConsumeContext<SupervisorStandingChanged> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        return KeepAsync(@event.SupervisorId, @event.District, @event.UserId, @event.Standing, @event.Version, ct);
    }

    async Task KeepAsync(Guid supervisor, string district, Guid userId, string standing, long version, CancellationToken ct)
    {
        var kept = await db.Set<SupervisorStanding>().FindAsync([supervisor], ct);
        if (kept is not null && version <= kept.Version) return;
        if (kept is null) db.Add(new SupervisorStanding { SupervisorId = supervisor, District = district, UserId = userId, Standing = standing, Version = version });
        else (kept.UserId, kept.Standing, kept.Version) = (userId, standing, version);

        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId && u.District == district && u.Body == Bodies.Cppcc, ct);
        var told = standing == SupervisorStandings.Appointed ? user?.Give(Cppcc.Supervisor) : user?.Take(Cppcc.Supervisor);
        if (told is not null) db.Enqueue(told);
    }
}
