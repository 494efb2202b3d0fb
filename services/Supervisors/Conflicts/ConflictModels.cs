using Supervision.ServiceDefaults.Requests;
using Supervision.Supervisors.Engagements;

namespace Supervision.Supervisors.Conflicts;

/// <param name="UserId">Null for the caller; those who keep teams may declare for others.</param>
/// <param name="Unit">Code of the unit.</param>
public sealed record TieRequest(Guid? UserId, [PlainText(32)] string Unit, TieKind Kind, [PlainText(500)] string? Detail);

/// <param name="Kind">The kind of engagement it is for.</param>
/// <param name="Until">Last day on which it may be used.</param>
/// <param name="Reason">Why, at most 2,000 characters.</param>
public sealed record OverrideRequest(Guid UserId, [PlainText(32)] string Unit, EngagementKind Kind, DateOnly Until, [PlainText(2000)] string Reason);

public sealed record TieView(
    Guid Id, Guid UserId, string Unit, TieKind Kind, string? Detail, Guid DeclaredBy, DateTimeOffset DeclaredAt, DateTimeOffset? WithdrawnAt, string? WithdrawnFor)
{
    internal static TieView For(Tie t) => new(t.Id, t.UserId, t.Unit, t.Kind, t.Detail, t.DeclaredBy, t.DeclaredAt, t.WithdrawnAt, t.WithdrawnFor);
}

public sealed record OverrideView(Guid Id, Guid UserId, string Unit, EngagementKind Kind, DateOnly Until, string Reason, Guid By, DateTimeOffset At)
{
    internal static OverrideView For(ConflictOverride o) => new(o.Id, o.UserId, o.Unit, o.Kind, o.Until, o.Why, o.By, o.At);
}

/// <param name="Name">Name of the running team, squad, posting or visit.</param>
public sealed record FlagView(
    Guid Id, Guid TieId, Guid UserId, string Unit, EngagementKind Kind, Guid MatterId, string Name, DateTimeOffset At, DateTimeOffset? SettledAt, string? SettledHow)
{
    internal static FlagView For(ConflictFlag f) => new(f.Id, f.TieId, f.UserId, f.Unit, f.Kind, f.MatterId, f.Name, f.At, f.SettledAt, f.SettledHow);
}

/// <param name="Flagged">Running engagements that now conflict with it.</param>
public sealed record DeclaredTie(TieView Tie, IReadOnlyList<FlagView> Flagged);
