using Supervision.Assessment.Forms;
using Supervision.Calendar;
using Supervision.Contracts;

namespace Supervision.Assessment.Deadlines;

/// <summary>
/// The clock of an answer (R34, R36): the form's for the first answers to all its items, and an item's own once it was sent back or relapsed. It
/// restarts for each further answer; overdue is published once each time it runs out.
/// </summary>
public sealed class ReplyDeadline
{
    readonly List<DeadlineEvent> _events = [];

    /// <summary>Id of the form, or of the item it belongs to.</summary>
    public Guid Id { get; private set; }

    public Guid FormId { get; private set; }

    /// <summary>The item it belongs to; null for the form's clock.</summary>
    public Guid? ItemId { get; private set; }

    public string District { get; private set; } = "";

    public string Unit { get; private set; } = "";

    /// <summary>Number of the form, e.g. 〔2026〕12号; with the item's number for an item's own clock.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>When the clock started.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>Total days granted on top.</summary>
    public int Extension { get; private set; }

    /// <summary>Each extension granted, with the day due at that time.</summary>
    public IReadOnlyList<DueExtension> Extensions { get; private set; } = [];

    /// <summary>The first instant that is too late.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>The day that is due, in the district's zone.</summary>
    public DateOnly LastDay => DistrictTime.DayAt(Due.AddTicks(-1));

    /// <summary>Days a unit has, extensions included.</summary>
    public int Amount { get; private set; }

    public CountingMode Mode { get; private set; }

    /// <summary>How it was counted; loaded only to show or recount it.</summary>
    public ReplyCount? Count { get; private set; }

    /// <summary>Version of the district's clock it was counted by.</summary>
    public long ClockVersion { get; private set; }

    /// <summary>Whether an answer is still owed.</summary>
    public bool Open { get; private set; }

    /// <summary>The district's clocks are paused: nothing is due until they resume.</summary>
    public bool Held { get; private set; }

    /// <summary>When it was flagged as missed.</summary>
    public DateTimeOffset? OverdueAt { get; private set; }

    /// <summary>Version of its published state.</summary>
    public long Told { get; private set; }

    public uint Version { get; private set; }

    /// <summary>Its changes in this unit of work.</summary>
    public IReadOnlyList<DeadlineEvent> Events => _events;

    ReplyDeadline()
    {
    }

    /// <param name="item">The item it belongs to; null for the form's clock.</param>
    public static ReplyDeadline Start(FeedbackForm form, FormItem? item, ReplyDue due, bool held, DateTimeOffset now)
    {
        var deadline = new ReplyDeadline
        {
            Id = item?.Id ?? form.Id,
            FormId = form.Id,
            ItemId = item?.Id,
            District = form.District,
            Unit = form.Unit,
            Reference = item is null ? form.Number! : $"{form.Number}第{item.Number}项",
        };
        deadline.Restart(due, held, now);
        return deadline;
    }

    /// <summary>Restarts it for another answer; earlier extensions are used up.</summary>
    public void Restart(ReplyDue due, bool held, DateTimeOffset now)
    {
        DateTimeOffset? before = From == default ? null : Due;
        (From, Open, OverdueAt, Extensions) = (due.Count.Start, true, null, []);
        Take(due, held);
        Note(before is null ? DeadlineEventKind.Started : DeadlineEventKind.Restarted, before, now);
    }

    /// <summary>Settles it: the answer arrived, or none is owed any more.</summary>
    /// <returns>Whether it was on time.</returns>
    public bool Keep(DateTimeOffset now)
    {
        var inTime = Held || now < Due;
        (Open, Held) = (false, false);
        Note(inTime ? DeadlineEventKind.Kept : DeadlineEventKind.KeptLate, Due, now);
        return inTime;
    }

    /// <summary>Applies an extension granted by both bodies. If it was requested in time, it clears the overdue flag.</summary>
    /// <exception cref="ServiceDefaults.Problems.RuleViolation">deadline.not_running, extension.too_late</exception>
    public void Extend(ReplyDue due, IReadOnlyList<DueExtension> granted, DateTimeOffset now)
    {
        Require(Open, ClockRules.NotRunning);
        Require(Held || due.Due > now, ClockRules.ExtensionTooLate);
        var before = Due;
        Take(due, Held);
        (Extensions, OverdueAt) = (granted, null);
        Note(DeadlineEventKind.Extended, before, now);
    }

    /// <summary>
    /// Recounts it after a change of the district's clock. A missed deadline stays missed, and a change never makes an open one overdue: a due
    /// instant that would lie in the past stays where it was.
    /// </summary>
    /// <returns>Whether there is anything new to publish.</returns>
    public bool Recount(ReplyDue due, bool held, DateTimeOffset now)
    {
        var (before, wasHeld) = (Due, Held);
        if (OverdueAt is not null || (!held && due.Due <= now && due.Due < before))
        {
            (ClockVersion, Held) = (due.ClockVersion, held && OverdueAt is null);
            return Held != wasHeld;
        }

        Take(due, held);
        if (held != wasHeld) Note(held ? DeadlineEventKind.Held : DeadlineEventKind.Resumed, before, now);
        else if (before != Due) Note(DeadlineEventKind.Moved, before, now);
        return held != wasHeld || before != Due;
    }

    /// <summary>Flags it: no answer by the due instant (R36).</summary>
    public FormOverdue Miss(DateTimeOffset now)
    {
        OverdueAt = now;
        Note(DeadlineEventKind.Missed, Due, now);
        return new(Id, District, FormId, ItemId, Reference, Unit, Due, now);
    }

    /// <summary>Its current state, published for reminders and escalation.</summary>
    /// <remarks>Needs <see cref="Count"/>.</remarks>
    /// <param name="contacts">The unit's contacts.</param>
    public DeadlineChanged Tell(IReadOnlyList<Guid> contacts, DateTimeOffset now) => new(
        Id, District, "feedback.reply", FormId, Reference, $"/forms/{FormId}", Due, Open && !Held, contacts, [], [Bodies.Cppcc, Bodies.Discipline],
        Count!.Told(), ++Told, now);

    void Take(ReplyDue due, bool held)
    {
        (Due, Extension, ClockVersion, Held) = (due.Due, due.Extension, due.ClockVersion, held);
        Amount = due.Count.Rule.Amount + due.Extension;
        Mode = due.Count.Rule.Unit is DeadlineUnit.WorkingDays ? CountingMode.WorkingDays : CountingMode.CalendarDays;
        if (Count is null) Count = ReplyCount.Of(this, due);
        else Count.Take(due);
    }

    void Note(DeadlineEventKind kind, DateTimeOffset? before, DateTimeOffset now) => _events.Add(new()
    {
        Id = Guid.CreateVersion7(now),
        DeadlineId = Id,
        FormId = FormId,
        District = District,
        Unit = Unit,
        Kind = kind,
        Before = before,
        Due = Due,
        ClockVersion = ClockVersion,
        At = now,
    });
}

/// <summary>How a deadline was counted, in a table of its own, since the worker that looks for due deadlines does not read it.</summary>
public sealed class ReplyCount
{
    public Guid DeadlineId { get; private set; }

    public string District { get; private set; } = "";

    public string Unit { get; private set; } = "";

    public ReplyDue Counted { get; private set; } = null!;

    /// <summary>Whether a year's holiday notice not yet published may move it.</summary>
    public bool Provisional { get; private set; }

    internal static ReplyCount Of(ReplyDeadline deadline, ReplyDue due)
    {
        var count = new ReplyCount { DeadlineId = deadline.Id, District = deadline.District, Unit = deadline.Unit };
        count.Take(due);
        return count;
    }

    internal DeadlineCount Told() => new(
        Counted.Count.Start, Counted.Count.Rule.Amount, Counted.Count.Rule.Unit.ToString(), Counted.Count.Rule.DayEnd, Counted.Count.Rule.RollForward,
        Counted.Count.Extensions?.Select(extension => new TimeGranted(extension.From, extension.Amount)).ToList(),
        Counted.PausedDays is { Count: > 0 } paused ? paused : null);

    internal void Take(ReplyDue due) => (Counted, Provisional) = (due, due.Count.Provisional);
}

public enum DeadlineEventKind
{
    Started,
    Restarted,
    Extended,

    /// <summary>By a change of the calendar or the rule, or a pause that ended.</summary>
    Moved,
    Held,
    Resumed,
    Missed,
    Kept,
    KeptLate,
}

/// <summary>What happened to a deadline; never changed.</summary>
public sealed class DeadlineEvent
{
    public required Guid Id { get; init; }

    public required Guid DeadlineId { get; init; }

    public required Guid FormId { get; init; }

    public required string District { get; init; }

    public required string Unit { get; init; }

    public required DeadlineEventKind Kind { get; init; }

    /// <summary>The due instant before the change.</summary>
    public required DateTimeOffset? Before { get; init; }

    /// <summary>The due instant after the change.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>Version of the district's clock it was counted by, which names the change that moved it.</summary>
    public required long ClockVersion { get; init; }

    public required DateTimeOffset At { get; init; }
}
