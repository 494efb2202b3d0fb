using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Engagements;

namespace Supervision.Supervisors.Conflicts;

/// <summary>A person's relation to a unit (R17).</summary>
public enum TieKind
{
    /// <summary>本人任职或持有</summary>
    Own,

    /// <summary>所在单位</summary>
    Employer,

    /// <summary>近亲属</summary>
    CloseKin,

    /// <summary>业务往来</summary>
    Business,
}

/// <summary>A declared tie of a person to a unit (回避, R17).</summary>
public sealed class Tie : IVersioned
{
    public const string Withdrawn = "tie.withdrawn";

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    public Guid UserId { get; private set; }

    /// <summary>Code of the unit.</summary>
    public string Unit { get; private set; } = "";

    public TieKind Kind { get; private set; }

    public string? Detail { get; private set; }

    public Guid DeclaredBy { get; private set; }

    public DateTimeOffset DeclaredAt { get; private set; }

    public Guid? WithdrawnBy { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnFor { get; private set; }

    public uint Version { get; private set; }

    Tie()
    {
    }

    public static Tie Declare(Guid user, string unit, TieKind kind, string? detail, Caller by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        District = by.District,
        UserId = user,
        Unit = unit,
        Kind = kind,
        Detail = detail,
        DeclaredBy = by.UserId,
        DeclaredAt = now,
    };

    /// <summary>Withdraws the tie, which stays on record.</summary>
    /// <exception cref="RuleViolation">tie.withdrawn</exception>
    public void Withdraw(string why, Caller by, DateTimeOffset now)
    {
        if (WithdrawnAt is not null) throw new RuleViolation(Withdrawn);
        (WithdrawnAt, WithdrawnBy, WithdrawnFor) = (now, by.UserId, why);
    }
}

/// <summary>Permission of the conference's chair for somebody to work on a unit they have ties to (R17).</summary>
internal sealed class ConflictOverride
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required Guid UserId { get; init; }

    public required string Unit { get; init; }

    /// <summary>The kind of engagement it is for.</summary>
    public required EngagementKind Kind { get; init; }

    /// <summary>Last day on which it may be used.</summary>
    public required DateOnly Until { get; init; }

    public required string Why { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>A running engagement that a tie declared later forbids (R17); settled by those who keep teams, or by the chair.</summary>
public sealed class ConflictFlag : IVersioned
{
    public const string IsSettled = "flag.settled";

    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required Guid TieId { get; init; }

    public required Guid UserId { get; init; }

    public required string Unit { get; init; }

    public required EngagementKind Kind { get; init; }

    public required Guid MatterId { get; init; }

    /// <summary>Name of the team, squad, posting or visit.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? SettledAt { get; private set; }

    public Guid? SettledBy { get; private set; }

    public string? SettledHow { get; private set; }

    public uint Version { get; private set; }

    /// <exception cref="RuleViolation">flag.settled</exception>
    public void Settle(string how, Caller by, DateTimeOffset now)
    {
        if (SettledAt is not null) throw new RuleViolation(IsSettled);
        (SettledAt, SettledBy, SettledHow) = (now, by.UserId, how);
    }
}
