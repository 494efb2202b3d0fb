using Microsoft.EntityFrameworkCore;
using Supervision.Supervisors.Conflicts;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Teams;

namespace Supervision.Supervisors.Visits;

/// <summary>The teams and squads that make visits, which the caller may read.</summary>
internal sealed class VisitParties(SupervisorsDb db, ConflictCheck conflicts)
{
    /// <returns>Null if there is no active one.</returns>
    public async Task<VisitParty?> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<Team>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.Active, ct) is { } team
            ? new(team.Id, team.TopicId, team.Members, [team.CppccLeader, team.DisciplineLeader], team.Mandate)
            : null;

    /// <summary>Participants who have a tie to a unit of the visit (R17).</summary>
    public async Task<IReadOnlyList<Guid>> TiedAsync(Visit visit, DateOnly day, CancellationToken ct) =>
        [.. (await conflicts.FindAsync(EngagementKind.Visit, visit.Participants, visit.Units, day, ct)).Select(tie => tie.UserId).Distinct()];
}
