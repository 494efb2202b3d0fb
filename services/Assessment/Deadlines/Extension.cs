using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Deadlines;

public enum ExtensionStatus
{
    Asked,

    /// <summary>Granted by both bodies.</summary>
    Granted,

    /// <summary>Refused by one body, which is enough.</summary>
    Refused,

    /// <summary>The answer came before a decision.</summary>
    Dropped,
}

/// <summary>A body's decision on a request for more time.</summary>
/// <param name="Reason">Reason for a refusal.</param>
public sealed record ExtensionWord(string Body, bool Grants, string? Reason, Guid By, string ByName, DateTimeOffset At);

/// <summary>A unit's request for more time (延期申请, R36): made before the due instant, granted by both bodies or refused by one.</summary>
public sealed class Extension : IVersioned
{
    /// <summary>Maximum total days one clock may be granted.</summary>
    public const int MostDays = 60;

    public Guid Id { get; private set; }

    public Guid DeadlineId { get; private set; }

    public Guid FormId { get; private set; }

    public string District { get; private set; } = "";

    public string Unit { get; private set; } = "";

    /// <summary>Days asked for, counted in the same way as the 20.</summary>
    public int Days { get; private set; }

    public string Reason { get; private set; } = "";

    public ExtensionStatus Status { get; private set; }

    public IReadOnlyList<ExtensionWord> Words { get; private set; } = [];

    public Guid AskedBy { get; private set; }

    public DateTimeOffset AskedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public uint Version { get; private set; }

    Extension()
    {
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">deadline.not_running, deadline.over, extension.too_long</exception>
    public static (Extension Asked, ExtensionAsked Fact) Ask(ReplyDeadline deadline, int days, string reason, Caller by, DateTimeOffset now)
    {
        Require(deadline.Open, ClockRules.NotRunning);
        Require(deadline.Held || now < deadline.Due, ClockRules.Over);
        Require(deadline.Extension + days <= MostDays, ClockRules.ExtensionTooLong, MostDays);
        var asked = new Extension
        {
            Id = Guid.CreateVersion7(now),
            DeadlineId = deadline.Id,
            FormId = deadline.FormId,
            District = deadline.District,
            Unit = deadline.Unit,
            Days = days,
            Reason = reason,
            AskedBy = by.UserId,
            AskedAt = now,
        };
        return (asked, new(asked.Id, asked.District, asked.FormId, deadline.Reference, asked.Unit, days, by.UserId, now));
    }

    /// <summary>A body grants it, or refuses it with effect for both.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">extension.decided, extension.said</exception>
    public void Say(bool grants, string? reason, Caller by, DateTimeOffset now)
    {
        Require(Status is ExtensionStatus.Asked, ClockRules.ExtensionDecided);
        Require(!Words.Any(word => word.Body == by.Body), ClockRules.ExtensionSaid);
        Words = [.. Words, new(by.Body, grants, grants ? null : reason, by.UserId, by.Name, now)];
        if (!grants) Decide(ExtensionStatus.Refused, now);
        else if (Words.Count == 2) Decide(ExtensionStatus.Granted, now);
    }

    /// <summary>Closes it because the answer came before the bodies decided.</summary>
    public void Drop(DateTimeOffset now) => Decide(ExtensionStatus.Dropped, now);

    void Decide(ExtensionStatus status, DateTimeOffset now) => (Status, DecidedAt) = (status, now);
}
