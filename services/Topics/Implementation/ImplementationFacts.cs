using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Implementation;

/// <summary>
/// What the gate before deliberation requires of plan and team: an approved plan that names the topic's one active team and both leaders.
/// </summary>
internal sealed class ImplementationFacts(TopicsDb db) : IGateFactSource
{
    public async Task TellAsync(Guid topicId, GateFacts facts, CancellationToken ct)
    {
        var plan = await db.Set<ImplementationPlan>().AsNoTracking().SingleOrDefaultAsync(p => p.TopicId == topicId, ct);
        facts.PlanApproved = plan is { Status: ImplementationStatus.Approved };
        facts.CppccLeaderLinked = plan?.Content.CppccLeader is not null;
        facts.DisciplineLeaderLinked = plan?.Content.DisciplineLeader is not null;
        facts.Teams = await db.Set<Team>().CountAsync(t => t.TopicId == topicId && t.Active, ct);
    }
}
