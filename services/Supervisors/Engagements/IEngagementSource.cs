namespace Supervision.Supervisors.Engagements;

/// <summary>Kinds of engagement.</summary>
public enum EngagementKind
{
    Team,
    Squad,
    Posting,
    Visit,
}

/// <summary>A person's engagement that concerns units; projected by member initialisation, so that the database filters it.</summary>
internal sealed class Engagement
{
    public required EngagementKind Kind { get; init; }

    public required Guid MatterId { get; init; }

    /// <summary>Name of the team, squad, posting or visit.</summary>
    public required string Name { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>Codes of the units concerned.</summary>
    public required string[] Units { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }
}

/// <summary>
/// The running engagements of a kind: active, and not over on a given day. Workload and conflicts of interest are computed from them, so nothing
/// sealed may be among them: an unannounced visit only once it has started.
/// </summary>
internal interface IEngagementSource
{
    IQueryable<Engagement> Running(string district, DateOnly day);
}
