using Supervision.Contracts;
using Supervision.Messaging.Commands;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Duties;

public enum DutyStatus
{
    Open,

    /// <summary>Its owner reported progress.</summary>
    Underway,
    Done,

    /// <summary>Waived, with a recorded reason.</summary>
    Waived,
}

/// <summary>An owner's report, oldest first; never changed.</summary>
/// <param name="Percent">How far it is, 0 to 100.</param>
public sealed record DutyProgress(string Text, int Percent, Guid By, string ByName, DateTimeOffset At);

/// <summary>An item of a topic's duty list (监督履职清单, R7): somebody has to do something by a day.</summary>
public sealed class DutyItem : IVersioned
{
    /// <summary>Maximum number of items in a topic's list.</summary>
    public const int MostPerTopic = 500;

    /// <summary>Maximum number of progress reports per item.</summary>
    public const int MostReports = 200;

    public Guid Id { get; private set; }

    public Guid TopicId { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>Number in its topic's list, from 1.</summary>
    public int Number { get; private set; }

    public string Title { get; private set; } = "";

    public string? Detail { get; private set; }

    public Guid Owner { get; private set; }

    public string OwnerName { get; private set; } = "";

    /// <summary>Body of the owner.</summary>
    public string OwnerBody { get; private set; } = "";

    /// <summary>Last day to do it, in the district's zone.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>The first instant that is too late, UTC.</summary>
    public DateTimeOffset Due { get; private set; }

    public DutyStatus Status { get; private set; }

    public IReadOnlyList<DutyProgress> Progress { get; private set; } = [];

    /// <summary>Result, once done.</summary>
    public string? Result { get; private set; }

    /// <summary>Why it was waived, or reopened.</summary>
    public string? Reason { get; private set; }

    public Guid CreatedBy { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was done or waived.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    public Guid? FinishedBy { get; private set; }

    /// <summary>How often its deadline changed, used as the version in events; 0 while it was never published.</summary>
    public long DeadlineVersion { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Percent done, as last reported.</summary>
    public int Percent => Status is DutyStatus.Done ? 100 : Progress is [.., var last] ? last.Percent : 0;

    internal DutyDeadline Deadline => new(Due, !IsFinished, Owner);

    public bool IsFinished => Status is DutyStatus.Done or DutyStatus.Waived;

    DutyItem()
    {
    }

    /// <param name="number">The next number of the topic's list.</param>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">duty.due_past</exception>
    public static (DutyItem Item, DutyItemAssigned Fact) Assign(Guid topic, int number, DutyTask task, Caller by, DateTimeOffset now)
    {
        var item = new DutyItem
        {
            Id = Guid.CreateVersion7(now),
            TopicId = topic,
            District = by.District,
            Number = number,
            CreatedBy = by.UserId,
            CreatedAt = now,
        };
        item.Take(task, now);
        return (item, item.Assigned(by, now));
    }

    /// <summary>Changes what has to be done, by whom or by when.</summary>
    /// <returns>The event, if it now has another owner or day.</returns>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">duty.finished, duty.due_past</exception>
    public DutyItemAssigned? Change(DutyTask task, Caller by, DateTimeOffset now)
    {
        Require(!IsFinished, DutyFinished);
        var moved = task.Owner != Owner || task.DueOn != DueOn;
        Take(task, now);
        return moved ? Assigned(by, now) : null;
    }

    /// <summary>Its owner, or a keeper of the list, reports how far it is.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">duty.finished, duty.not_yours, duty.too_many_reports</exception>
    public void Report(string text, int percent, bool keepsList, Caller by, DateTimeOffset now)
    {
        Require(!IsFinished, DutyFinished);
        Require(keepsList || Owner == by.UserId, DutyNotYours);
        Require(Progress.Count < MostReports, DutyTooManyReports, MostReports);
        Progress = [.. Progress, new(text, percent, by.UserId, by.Name, now)];
        Status = DutyStatus.Underway;
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">duty.finished, duty.not_yours</exception>
    public DutyItemCompleted Complete(string result, bool keepsList, Caller by, DateTimeOffset now)
    {
        Require(!IsFinished, DutyFinished);
        Require(keepsList || Owner == by.UserId, DutyNotYours);
        (Result, Reason) = (result, null);
        Finish(DutyStatus.Done, by, now);
        return new(Id, District, TopicId, Number, Owner, by.UserId, now);
    }

    /// <exception cref="ServiceDefaults.Problems.RuleViolation">duty.finished</exception>
    public DutyItemWaived Waive(string reason, Caller by, DateTimeOffset now)
    {
        Require(!IsFinished, DutyFinished);
        Reason = reason;
        Finish(DutyStatus.Waived, by, now);
        return new(Id, District, TopicId, Number, Owner, by.UserId, now);
    }

    /// <summary>Reopens it: the work done is not enough, or the waived item is wanted after all.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">duty.not_finished</exception>
    public DutyItemAssigned Reopen(string reason, Caller by, DateTimeOffset now)
    {
        Require(IsFinished, DutyNotFinished);
        (Status, Reason, Result, FinishedAt, FinishedBy) = (Progress.Count > 0 ? DutyStatus.Underway : DutyStatus.Open, reason, null, null, null);
        return Assigned(by, now);
    }

    /// <summary>Depends on the clock only, not on whether anybody has looked.</summary>
    public bool IsOverdue(DateTimeOffset now) => !IsFinished && Due <= now;

    /// <summary>The event to publish after a command: the deadline opened, moved, changed owner or is over.</summary>
    /// <param name="before">State before the command; null for a new item.</param>
    internal DeadlineChanged? DeadlineSince(DutyDeadline? before, string topicReference, DateTimeOffset now) =>
        Deadline == before || (!Deadline.Open && before is not { Open: true }) ? null : new(
            Id, District, DutyDeadline.Kind, Id, $"{topicReference}-{Number}", $"/topics/{TopicId}", Due, Deadline.Open,
            [Owner], [], [Bodies.Cppcc, Bodies.Discipline], null, ++DeadlineVersion, now);

    void Take(DutyTask task, DateTimeOffset now)
    {
        Require(task.DueOn == DueOn || task.Due > now, DutyDuePast);
        (Title, Detail, DueOn, Due) = (task.Title, task.Detail, task.DueOn, task.Due);
        (Owner, OwnerName, OwnerBody) = (task.Owner, task.OwnerName, task.OwnerBody);
    }

    void Finish(DutyStatus status, Caller by, DateTimeOffset now) => (Status, FinishedAt, FinishedBy) = (status, now, by.UserId);

    DutyItemAssigned Assigned(Caller by, DateTimeOffset now) => new(Id, District, TopicId, Number, Owner, Due, by.UserId, now);
}

/// <summary>What somebody has to do by a day.</summary>
/// <param name="Due">The instant <paramref name="DueOn"/> ends in the district's zone, UTC.</param>
public sealed record DutyTask(string Title, string? Detail, Guid Owner, string OwnerName, string OwnerBody, DateOnly DueOn, DateTimeOffset Due);
