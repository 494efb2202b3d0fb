namespace Supervision.EndToEnd.Faults;

/// <summary>Points at which a process built for faults can be made to die: the names of Messaging's FaultPoints.</summary>
internal static class FaultPoint
{
    /// <summary>State and outbox rows are written, not committed.</summary>
    public const string BeforeCommit = "before-commit";

    public const string AfterCommit = "after-commit-before-publish";

    /// <summary>The broker has confirmed; the outbox row is still there.</summary>
    public const string AfterPublish = "after-publish-before-delete";

    /// <summary>The effect is written, not committed.</summary>
    public const string AfterDelivery = "after-delivery-before-inbox-commit";

    /// <summary>The effect is committed; the broker does not know it yet.</summary>
    public const string BeforeAck = "before-ack";
}
