using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Supervisors.Teams.TeamRules;

namespace Supervision.Supervisors.Teams;

public enum TeamKind
{
    /// <summary>协同监督小组, for a topic (R15).</summary>
    Team,

    /// <summary>小分队 (R16).</summary>
    Squad,
}

/// <summary>Who belongs to a team or squad, what it may supervise, and when.</summary>
/// <param name="Members">Including the leader.</param>
/// <param name="CppccLeader">Linked leader of the conference (领导联系指导).</param>
/// <param name="DisciplineLeader">Linked leader of the commission.</param>
public sealed record TeamContent(
    string Name, Guid Leader, IReadOnlyList<Guid> Members, Guid CppccLeader, Guid DisciplineLeader, Mandate Mandate);

/// <summary>A team of supervisors and cadres of the commission under a mandate, or a squad.</summary>
public sealed class Team : IVersioned
{
    public const int MostMembers = 30;

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public TeamKind Kind { get; private set; }

    /// <summary>The topic of a team; a squad may have one.</summary>
    public Guid? TopicId { get; private set; }

    public string? TopicReference { get; private set; }

    public string Name { get; private set; } = "";

    public Guid Leader { get; private set; }

    public Guid[] Members { get; private set; } = [];

    public Guid CppccLeader { get; private set; }

    public Guid DisciplineLeader { get; private set; }

    /// <summary>Codes of the units it may supervise.</summary>
    public string[] Units { get; private set; } = [];

    /// <summary>Codes of the matters; empty means all of its topic.</summary>
    public string[] Matters { get; private set; } = [];

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    public bool Active { get; private set; }

    public string? DissolvedFor { get; private set; }

    /// <summary>Null if the end of its topic dissolved it.</summary>
    public Guid? DissolvedBy { get; private set; }

    public DateTimeOffset? DissolvedAt { get; private set; }

    /// <summary>Version of the last event published.</summary>
    public long Told { get; private set; }

    public Guid FormedBy { get; private set; }

    public DateTimeOffset FormedAt { get; private set; }

    public uint Version { get; private set; }

    public Mandate Mandate => new(Units, Matters, From, Until);

    Team()
    {
    }

    /// <summary>Lock key that prevents two teams for one topic.</summary>
    public static string LockOf(Guid topic) => $"team-of/{topic}";

    /// <summary>Forms a team for a topic, or a squad.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">Those of <see cref="Change"/>.</exception>
    public static Team Form(TeamKind kind, (Guid Id, string Reference)? topic, TeamContent content, Caller by, DateTimeOffset now)
    {
        var team = new Team
        {
            Id = Guid.CreateVersion7(now),
            District = by.District,
            Kind = kind,
            TopicId = topic?.Id,
            TopicReference = topic?.Reference,
            Active = true,
            FormedBy = by.UserId,
            FormedAt = now,
        };
        team.Take(content);
        return team;
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">team.dissolved, team.leader_not_member, team.mandate_unsound</exception>
    public IIntegrationEvent Change(TeamContent content, DateTimeOffset now)
    {
        Require(Active, Dissolved);
        Take(content);
        return Tell(now);
    }

    /// <param name="by">Null if the end of its topic does it.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">team.dissolved</exception>
    public IIntegrationEvent Dissolve(Guid? by, string why, DateTimeOffset now)
    {
        Require(Active, Dissolved);
        (Active, DissolvedBy, DissolvedFor, DissolvedAt) = (false, by, why, now);
        return Tell(now);
    }

    /// <summary>Its current state, as published.</summary>
    public IIntegrationEvent Tell(DateTimeOffset now)
    {
        Told++;
        if (Kind is TeamKind.Squad) return new SquadChanged(Id, District, Name, Leader, Members, CppccLeader, DisciplineLeader, Active, Told, now);
        return Told == 1
            ? new TeamFormed(Id, District, TopicId!.Value, Name, Leader, Members, CppccLeader, DisciplineLeader, Told, now)
            : new TeamChanged(Id, District, TopicId!.Value, Name, Leader, Members, CppccLeader, DisciplineLeader, Active, Told, now);
    }

    void Take(TeamContent content)
    {
        var members = content.Members.Distinct().ToArray();
        Require(members.Contains(content.Leader), LeaderNotMember);
        Require(members.Length <= MostMembers, TooMany, MostMembers);
        var mandate = content.Mandate;
        Require(mandate.Units.Count > 0 && mandate.Until >= mandate.From, MandateUnsound);
        (Name, Leader, Members, CppccLeader, DisciplineLeader) = (content.Name, content.Leader, members, content.CppccLeader, content.DisciplineLeader);
        (Units, Matters, From, Until) = ([.. mandate.Units.Distinct()], [.. mandate.Matters.Distinct()], mandate.From, mandate.Until);
    }
}
