using Supervision.Assessment.Forms;
using Supervision.Calendar;
using Supervision.Contracts;

namespace Supervision.Assessment.Deadlines;

/// <summary>
/// The clock of an answer (R34, R36): the form's for the first answers to all its items, and an item's own once it was sent back or relapsed. It
/// starts again for each further answer; overdue is told once each time it runs out.
/// </summary>
public sealed class ReplyDeadline
{
    readonly List<DeadlineEvent> _events = [];

    /// <summary>Of the form, or of the item whose own it is.</summary>
    public Guid Id { get; private set; }

    public Guid FormId { get; private set; }

    /// <summary>The item whose own it is; null for the form's.</summary>
    public Guid? ItemId { get; private set; }

    public string District { get; private set; } = "";

    public string Unit { get; private set; } = "";

    /// <summary>Number of the form, e.g. 〔2026〕12号; with that of the item where it is an item's own.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>When the clock started.</summary>
    public DateTimeOffset From { get; private set; }

    /// <summary>Days granted on top, in all.</summary>
    public int Extension { get; private set; }

    /// <summary>Each time that was granted, with the day that was due then.</summary>
    public IReadOnlyList<DueExtension> Extensions { get; private set; } = [];

    /// <summary>The first instant that is too late.</summary>
    public DateTimeOffset Due { get; private set; }

    /// <summary>The day that is due, in the district's zone.</summary>
    public DateOnly LastDay => DistrictTime.DayAt(Due.AddTicks(-1));

    /// <summary>Days a unit has, with what was granted.</summary>
    public int Amount { get; private set; }

    public CountingMode Mode { get; private set; }

    /// <summary>How it was counted; loaded only to be shown or counted anew.</summary>
    public ReplyCount? Count { get; private set; }

    /// <summary>Version of the district's clock it was counted by.</summary>
    public long ClockVersion { get; private set; }

    /// <summary>Whether an answer is still owed.</summary>
    public bool Open { get; private set; }

    /// <summary>The district's clocks stand still: nothing is due until they run again.</summary>
    public bool Held { get; private set; }

    /// <summary>When it was flagged that no answer was there in time.</summary>
    public DateTimeOffset? OverdueAt { get; private set; }

    /// <summary>Version of what others are told of it.</summary>
    public long Told { get; private set; }

    public uint Version { get; private set; }

    /// <summary>What happened to it in this unit of work.</summary>
    public IReadOnlyList<DeadlineEvent> Events => _events;

    ReplyDeadline()
    {
    }

    /// <param name="item">The item whose own clock it is; null for the form's.</param>
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

    /// <summary>Another answer is owed; whatever was granted before is used up.</summary>
    public void Restart(ReplyDue due, bool held, DateTimeOffset now)
    {
        DateTimeOffset? before = From == default ? null : Due;
        (From, Open, OverdueAt, Extensions) = (due.Count.Start, true, null, []);
        Take(due, held);
        Note(before is null ? DeadlineEventKind.Started : DeadlineEventKind.Restarted, before, now);
    }

    /// <summary>The answer is there, or none is owed any more.</summary>
    /// <returns>Whether it was in time.</returns>
    public bool Keep(DateTimeOffset now)
    {
        var inTime = Held || now < Due;
        (Open, Held) = (false, false);
        Note(inTime ? DeadlineEventKind.Kept : DeadlineEventKind.KeptLate, Due, now);
        return inTime;
    }

    /// <summary>Both bodies granted more time. One that was asked for in time takes the flag away.</summary>
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
    /// The district's clock changed. What was missed already stays missed, and what is owed is not made overdue by a change: a due instant that
    /// would lie in the past stays where it was.
    /// </summary>
    /// <returns>Whether there is anything new to tell.</returns>
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

    /// <summary>No answer at the due instant (R36).</summary>
    public FormOverdue Miss(DateTimeOffset now)
    {
        OverdueAt = now;
        Note(DeadlineEventKind.Missed, Due, now);
        return new(Id, District, FormId, ItemId, Reference, Unit, Due, now);
    }

    /// <summary>Its present state for those who remind and escalate.</summary>
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

/// <summary>How a deadline was counted, apart from it: the clock that looks for what is due does not read it.</summary>
public sealed class ReplyCount
{
    public Guid DeadlineId { get; private set; }

    public string District { get; private set; } = "";

    public string Unit { get; private set; } = "";

    public ReplyDue Counted { get; private set; } = null!;

    /// <summary>A year's holiday notice that is not published yet may move it.</summary>
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

    /// <summary>By a change of the calendar, the rule, or a pause that is over.</summary>
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

    /// <summary>The due instant before it.</summary>
    public required DateTimeOffset? Before { get; init; }

    /// <summary>The due instant after it.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>Version of the district's clock it was counted by, which names the change that moved it.</summary>
    public required long ClockVersion { get; init; }

    public required DateTimeOffset At { get; init; }
}
