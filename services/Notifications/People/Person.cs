namespace Supervision.Notifications.People;

/// <summary>
/// The service's own copy of what a rule needs to know about a person, fed by <see cref="Contracts.UserChanged"/>. Callers never read it.
/// </summary>
internal sealed class Person
{
    public required Guid UserId { get; init; }

    public required string District { get; init; }

    public required string Body { get; init; }

    /// <summary>Role names within <see cref="Body"/>.</summary>
    public required string[] Roles { get; init; }

    /// <summary>False: no notifications, and open streams end.</summary>
    public required bool Active { get; init; }

    public string? Email { get; init; }

    public string? Mobile { get; init; }

    /// <summary>Version of the event this copy comes from.</summary>
    public required long Version { get; init; }
}
