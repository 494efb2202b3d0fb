namespace Supervision.Supervisors.Roster;

/// <summary>A letter of appointment (聘书): one per term.</summary>
internal sealed class Appointment
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required Guid SupervisorId { get; init; }

    /// <summary>For example 〔2026〕3号, without gaps per district and year.</summary>
    public required string Number { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }

    /// <summary>The decision it is based on.</summary>
    public required string Decision { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }
}

public enum RosterStep
{
    Nominated,
    Linked,
    Declined,
    Appointed,
    Reappointed,
    Suspended,
    Reinstated,
    Ended,

    /// <summary>The term ended.</summary>
    TermEnded,
}

/// <summary>An event in a supervisor's history; never changed.</summary>
internal sealed class RosterEvent
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required Guid SupervisorId { get; init; }

    public required RosterStep Step { get; init; }

    public string? Why { get; init; }

    /// <summary>Null if time did it.</summary>
    public Guid? By { get; init; }

    public required DateTimeOffset At { get; init; }

    public static RosterEvent Of(Supervisor supervisor, RosterStep step, string? why, Guid? by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        District = supervisor.District,
        SupervisorId = supervisor.Id,
        Step = step,
        Why = why,
        By = by,
        At = now,
    };
}

/// <summary>Maximum number of supervisors of a district.</summary>
internal sealed class RosterSettings
{
    public const int UsualCapacity = 40;

    public required string District { get; init; }

    public required int Capacity { get; set; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}
