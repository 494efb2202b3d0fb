using MassTransit;
using Supervision.Contracts;
using Supervision.Topics.Data;
using Supervision.Topics.Implementation;

namespace Supervision.Topics.Consumers;

/// <summary>Keeps the copy of teams; a late event changes nothing.</summary>
internal sealed class TeamConsumer(TopicsDb db) : IConsumer<TeamFormed>, IConsumer<TeamChanged>
{
    public Task Consume(ConsumeContext<TeamFormed> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        return KeepAsync(
            new(@event.TeamId, @event.District, @event.TopicId, @event.Name, @event.Leader, @event.Members, @event.CppccLeader, @event.DisciplineLeader, true, @event.Version, @event.At), ct);
    }

    public Task Consume(ConsumeContext<TeamChanged> context) => KeepAsync(context.Message, context.CancellationToken);

    async Task KeepAsync(TeamChanged state, CancellationToken ct)
    {
        var team = await db.Set<Team>().FindAsync([state.TeamId], ct);
        if (team is null)
        {
            db.Add(new Team
            {
                Id = state.TeamId,
                District = state.District,
                TopicId = state.TopicId,
                Name = state.Name,
                Leader = state.Leader,
                Members = [.. state.Members],
                CppccLeader = state.CppccLeader,
                DisciplineLeader = state.DisciplineLeader,
                Active = state.Active,
                Version = state.Version,
            });
            return;
        }

        if (state.Version <= team.Version) return;
        (team.Name, team.Leader, team.Members) = (state.Name, state.Leader, [.. state.Members]);
        (team.CppccLeader, team.DisciplineLeader, team.Active, team.Version) = (state.CppccLeader, state.DisciplineLeader, state.Active, state.Version);
    }
}
