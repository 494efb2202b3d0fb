namespace Supervision.Notifications.Inbox;

/// <summary>What one person was told. Holds no text: that is made when it is read, in the reader's language.</summary>
internal sealed class Notification
{
    public required Guid UserId { get; init; }

    /// <summary>Place in the person's inbox: 1, 2, 3 ... in the order of commits, without gaps.</summary>
    public required long Position { get; init; }

    /// <summary>Id of the event that is told, the same for everybody who is told it.</summary>
    public required Guid Id { get; init; }

    public required string District { get; init; }

    /// <summary>The body as whose member the person is told; one who changes sides does not take it along.</summary>
    public required string Body { get; init; }

    /// <summary>Names the texts, e.g. <c>clue.received</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Values the texts name: a JSON object of strings.</summary>
    public required string Arguments { get; init; }

    /// <summary>Relative path of the matter.</summary>
    public required string Link { get; init; }

    public required Urgency Urgency { get; init; }

    /// <summary>UTC instant at which it happened.</summary>
    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>How much a notification presses.</summary>
internal enum Urgency
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>The person is expected to do something.</summary>
    Action,

    /// <summary>A deadline has passed.</summary>
    Urgent,
}

/// <summary>The counters of a person's inbox, in one row that whoever changes the inbox locks.</summary>
internal sealed class InboxCounter
{
    public required Guid UserId { get; init; }

    /// <summary>Position of the newest notification.</summary>
    public required long LastPosition { get; init; }

    /// <summary>Grows with every change, readings included, so that open pages notice.</summary>
    public required long Revision { get; init; }
}
