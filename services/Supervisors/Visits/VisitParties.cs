namespace Supervision.Supervisors.Visits;

/// <summary>A kind of group that makes visits: a topic's team, a squad. Read under the caller's own row-level security.</summary>
internal interface IVisitPartySource
{
    /// <returns>Null where there is no active one of this kind.</returns>
    Task<VisitParty?> FindAsync(Guid id, CancellationToken ct);
}

/// <summary>The teams and squads that make visits.</summary>
internal sealed class VisitParties(IEnumerable<IVisitPartySource> sources)
{
    public async Task<VisitParty?> FindAsync(Guid id, CancellationToken ct)
    {
        foreach (var source in sources)
        {
            if (await source.FindAsync(id, ct) is { } party) return party;
        }

        return null;
    }
}
