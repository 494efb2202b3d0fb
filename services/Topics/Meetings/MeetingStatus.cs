namespace Supervision.Topics.Meetings;

/// <summary>
/// Status of a meeting: <c>Planned → Called → Held</c>, or <c>Cancelled</c> from the first two. The names are stored.
/// </summary>
public enum MeetingStatus
{
    Planned,

    /// <summary>The invitations are out.</summary>
    Called,
    Held,
    Cancelled,
}
