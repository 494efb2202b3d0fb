namespace Supervision.Topics.Meetings;

/// <summary>
/// Where a meeting stands: <c>Planned → Called → Held</c>, <c>Cancelled</c> from the first two. The names are stored.
/// </summary>
public enum MeetingStatus
{
    Planned,

    /// <summary>The invitations are out.</summary>
    Called,
    Held,
    Cancelled,
}
