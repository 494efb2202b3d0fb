using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Replies;

/// <summary>
/// A unit's answer to an item: measures and results, with files as evidence. Only the unit sees a draft; once sent it never changes, and both bodies
/// judge it.
/// </summary>
public sealed class ItemReply
{
    public Guid Id { get; private set; }

    public Guid ItemId { get; private set; }

    public Guid FormId { get; private set; }

    public string District { get; private set; } = "";

    public string Unit { get; private set; } = "";

    /// <summary>Which answer to the item it is, from 1.</summary>
    public int Round { get; private set; }

    /// <summary>What was done (整改措施).</summary>
    public string Measures { get; private set; } = "";

    /// <summary>The results (整改成效).</summary>
    public string Results { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Null while it is a draft.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    public Guid? SentBy { get; private set; }

    public string? SentByName { get; private set; }

    /// <summary>Whether it was sent at or after the due instant.</summary>
    public bool Late { get; private set; }

    /// <summary>Both bodies' result: accepted, sent back, or none yet.</summary>
    public bool? Accepted { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public bool IsDraft => SentAt is null;

    ItemReply()
    {
    }

    internal static ItemReply Draft(Forms.FormItem item, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        ItemId = item.Id,
        FormId = item.FormId,
        District = item.District,
        Unit = item.Unit,
        Round = item.Round + 1,
    };

    internal void Write(string measures, string results, DateTimeOffset now) => (Measures, Results, SavedAt) = (measures, results, now);

    internal void Send(bool late, Caller by, DateTimeOffset now) => (SentAt, SentBy, SentByName, Late) = (now, by.UserId, by.Name, late);

    internal void Settle(bool accepted, DateTimeOffset now) => (Accepted, SettledAt) = (accepted, now);
}

/// <summary>A body's judgement of an answer; kept in order, never changed.</summary>
public sealed class Judgement
{
    public required Guid Id { get; init; }

    public required Guid ReplyId { get; init; }

    public required Guid ItemId { get; init; }

    public required string District { get; init; }

    public required string Unit { get; init; }

    /// <summary>The judging body.</summary>
    public required string Body { get; init; }

    public required bool Accepted { get; init; }

    /// <summary>Why it was sent back; null if it was accepted.</summary>
    public required string? Reason { get; init; }

    public required Guid By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}
