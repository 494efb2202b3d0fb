using Microsoft.EntityFrameworkCore;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Teams;

namespace Supervision.Supervisors.Visits;

/// <summary>The teams and squads that make visits, as far as the caller may read them.</summary>
internal sealed class VisitParties(SupervisorsDb db)
{
    /// <returns>Null where there is no active one.</returns>
    public async Task<VisitParty?> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<Team>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.Active, ct) is { } team
            ? new(team.Id, team.TopicId, team.Members, [team.CppccLeader, team.DisciplineLeader], team.Mandate)
            : null;
}
