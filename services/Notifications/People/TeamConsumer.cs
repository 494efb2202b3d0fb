using MassTransit;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Notifications.Data;

namespace Supervision.Notifications.People;

/// <summary>Keeps the copy of teams; a late event changes nothing.</summary>
internal sealed class TeamConsumer(NotificationsDb db) : IConsumer<TeamFormed>, IConsumer<TeamChanged>
{
    public Task Consume(ConsumeContext<TeamFormed> context)
    {
        var (e, ct) = (context.Message, context.CancellationToken);
        return KeepAsync(e.TeamId, e.District, e.TopicId, [.. e.Members, e.CppccLeader, e.DisciplineLeader], active: true, e.Version, ct);
    }

    public Task Consume(ConsumeContext<TeamChanged> context)
    {
        var (e, ct) = (context.Message, context.CancellationToken);
        return KeepAsync(e.TeamId, e.District, e.TopicId, [.. e.Members, e.CppccLeader, e.DisciplineLeader], e.Active, e.Version, ct);
    }

    Task<int> KeepAsync(Guid id, string district, Guid topic, Guid[] members, bool active, long version, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"""
            insert into teams (team_id, district, topic_id, members, active, version)
            values ({id}, {district}, {topic}, {members}, {active}, {version})
            on conflict (team_id) do update
            set topic_id = excluded.topic_id, members = excluded.members, active = excluded.active, version = excluded.version
            where teams.version < excluded.version
            """, ct);
}
