namespace Supervision.Notifications.Inbox;

/// <summary>A notification to one person. Holds no text: that is rendered when it is read, in the reader's language.</summary>
internal sealed class Notification
{
    public required Guid UserId { get; init; }

    /// <summary>Position in the person's inbox: 1, 2, 3 ... in commit order, without gaps.</summary>
    public required long Position { get; init; }

    /// <summary>Id of the event it reports, the same for every recipient.</summary>
    public required Guid Id { get; init; }

    public required string District { get; init; }

    /// <summary>The body as whose member the person was notified; somebody who changes bodies does not take it along.</summary>
    public required string Body { get; init; }

    /// <summary>Key of the texts, e.g. <c>clue.received</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Values for the texts' placeholders: a JSON object of strings.</summary>
    public required string Arguments { get; init; }

    /// <summary>Relative path of the matter.</summary>
    public required string Link { get; init; }

    public required Urgency Urgency { get; init; }

    /// <summary>UTC instant at which it happened.</summary>
    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>How urgent a notification is.</summary>
internal enum Urgency
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>The person is expected to do something.</summary>
    Action,

    /// <summary>A deadline has passed.</summary>
    Urgent,
}

/// <summary>The counters of a person's inbox, in one row that every change of the inbox locks.</summary>
internal sealed class InboxCounter
{
    public required Guid UserId { get; init; }

    /// <summary>Position of the newest notification.</summary>
    public required long LastPosition { get; init; }

    /// <summary>Grows with every change, marking as read included, so that open pages notice.</summary>
    public required long Revision { get; init; }
}
