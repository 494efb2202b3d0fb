namespace Supervision.Contracts;

/// <summary>A team was formed for a topic (R15); a topic has one active team.</summary>
/// <param name="Name">Name of the team in its district.</param>
/// <param name="Leader">User who leads it.</param>
/// <param name="Members">Users: supervisors and cadres of the commission, the leader included.</param>
/// <param name="CppccLeader">Linked leader of the conference (领导联系指导).</param>
/// <param name="DisciplineLeader">Linked leader of the commission.</param>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
public sealed record TeamFormed(
    Guid TeamId, string District, Guid TopicId, string Name, Guid Leader, IReadOnlyList<Guid> Members, Guid CppccLeader, Guid DisciplineLeader,
    long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => TeamId;
}

/// <summary>The current state of a team after a change (R15).</summary>
/// <param name="Active">False once it was dissolved.</param>
/// <inheritdoc cref="TeamFormed"/>
public sealed record TeamChanged(
    Guid TeamId, string District, Guid TopicId, string Name, Guid Leader, IReadOnlyList<Guid> Members, Guid CppccLeader, Guid DisciplineLeader,
    bool Active, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => TeamId;
}

/// <summary>A supervisor was appointed (R14).</summary>
/// <param name="Sector">Code of the sector (界别).</param>
/// <param name="From">First day of the term.</param>
/// <param name="Until">Last day of the term.</param>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
public sealed record SupervisorAppointed(
    Guid SupervisorId, string District, Guid UserId, string Sector, DateOnly From, DateOnly Until, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => SupervisorId;
}

/// <summary>A supervisor was suspended, reinstated, or their term ended (R14).</summary>
/// <param name="Standing">One of <see cref="SupervisorStandings"/>.</param>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
public sealed record SupervisorStandingChanged(
    Guid SupervisorId, string District, Guid UserId, string Standing, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => SupervisorId;
}

/// <summary>The term of a supervisor ends soon (R14); published once per term.</summary>
/// <param name="UserId">Null for somebody who has no account yet.</param>
/// <param name="Until">Last day of the term.</param>
/// <param name="DaysLeft">Days from publication to the last day.</param>
public sealed record SupervisorTermExpiring(
    Guid SupervisorId, string District, Guid? UserId, DateOnly Until, int DaysLeft, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => SupervisorId;
}

/// <summary>The current state of a squad (小分队, R16), published when it is formed and at every change.</summary>
/// <param name="Active">False once it was dissolved.</param>
/// <inheritdoc cref="TeamFormed"/>
public sealed record SquadChanged(
    Guid SquadId, string District, string Name, Guid Leader, IReadOnlyList<Guid> Members, Guid CppccLeader, Guid DisciplineLeader,
    bool Active, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => SquadId;
}

/// <summary>The current state of a posting to a key project or a locality (R16).</summary>
/// <param name="Until">Last day.</param>
/// <param name="Active">False once it was ended early.</param>
/// <param name="Version">Increases with every change; a copy never goes back to a lower one.</param>
public sealed record PostingChanged(
    Guid PostingId, string District, Guid UserId, DateOnly From, DateOnly Until, bool Active, long Version, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => PostingId;
}

/// <summary>Somebody declared a tie while engaged in something that concerns the unit (R17); contains nothing of the tie itself.</summary>
/// <param name="Engagement"><c>team</c>, <c>squad</c>, <c>posting</c> or <c>visit</c>.</param>
/// <param name="By">Who declared it.</param>
public sealed record ConflictFlagged(
    Guid FlagId, string District, Guid UserId, string Engagement, Guid MatterId, Guid By, DateTimeOffset At) : IIntegrationEvent
{
    public Guid Aggregate => FlagId;
}

/// <summary>The status of an appointed supervisor.</summary>
public static class SupervisorStandings
{
    public const string Appointed = "appointed";
    public const string Suspended = "suspended";
    public const string Ended = "ended";
}
