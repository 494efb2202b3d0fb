namespace Supervision.Identity.Supervisors;

/// <summary>The roster's latest event about a supervisor; it decides whether the account has the role, and older events are ignored.</summary>
internal sealed class SupervisorStanding
{
    public required Guid SupervisorId { get; init; }

    /// <summary>Six-digit code.</summary>
    public required string District { get; init; }

    public required Guid UserId { get; set; }

    /// <summary>One of <see cref="Contracts.SupervisorStandings"/>; <see cref="Ahead"/> before the first day of the term.</summary>
    public required string Standing { get; set; }

    /// <summary>Version of the event it comes from.</summary>
    public required long Version { get; set; }

    /// <summary>Appointed for a term that has not begun.</summary>
    public const string Ahead = "ahead";
}
