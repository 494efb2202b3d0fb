using Supervision.Contracts;

namespace Supervision.Notifications.People;

/// <summary>The service's own copy of who is in a team (R15), fed by <see cref="TeamFormed"/> and <see cref="TeamChanged"/>. Callers never read it.</summary>
internal sealed class Team
{
    public required Guid TeamId { get; init; }

    public required string District { get; init; }

    public required Guid TopicId { get; init; }

    /// <summary>Users: the members, and the linked leader of each body.</summary>
    public required Guid[] Members { get; init; }

    public required bool Active { get; init; }

    /// <summary>Version of the event this copy comes from.</summary>
    public required long Version { get; init; }
}
