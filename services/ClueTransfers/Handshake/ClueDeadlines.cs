using Supervision.Calendar;
using Supervision.ClueTransfers.Clues;
using Supervision.Contracts;
using UUIDNext;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>The state of a clue's two deadlines (R27, R28); null if one never ran, or was stopped.</summary>
internal readonly record struct ClueDeadlines(ClueDeadline? Receipt, ClueDeadline? Disposal)
{
    public const string ReceiptKind = "clue.receipt";
    public const string DisposalKind = "clue.disposal";

    /// <summary>The deadlines to publish, each in its new state. One that was closed and still is closed is left out.</summary>
    public static IEnumerable<(string Kind, ClueDeadline Deadline)> Changes(ClueDeadlines before, ClueDeadlines after)
    {
        if (Change(before.Receipt, after.Receipt) is { } receipt) yield return (ReceiptKind, receipt);
        if (Change(before.Disposal, after.Disposal) is { } disposal) yield return (DisposalKind, disposal);
    }

    static ClueDeadline? Change(ClueDeadline? before, ClueDeadline? after) => (before, after) switch
    {
        ({ Open: true } ran, null) => ran with { Open = false },
        (_, null) => null,
        ({ Open: false }, { Open: false }) => null,
        (null, { Open: false }) => null,
        _ => before == after ? null : after,
    };
}

/// <summary>A deadline of a clue.</summary>
/// <param name="Due">The first instant that is too late, UTC.</param>
/// <param name="Handler">Who must meet it, once the commission has assigned a handler.</param>
internal sealed record ClueDeadline(DateTimeOffset Due, bool Open, Guid? Handler, DeadlineCount Count)
{
    public static ClueDeadline? Of(DueDate? deadline, DateTimeOffset? due, bool open, Guid? handler) => deadline is null ? null : new(
        due ?? deadline.Due, open, handler,
        new(deadline.Start, deadline.Rule.Amount, deadline.Rule.Unit.ToString(), deadline.Rule.DayEnd, deadline.Rule.RollForward));

    /// <summary>The event to publish. A late receipt concerns both bodies; the commission's own deadline only the commission.</summary>
    /// <remarks>The id is made from the clue's and the kind, so it is the same for the life of the clue.</remarks>
    public DeadlineChanged Told(Clue clue, string kind, DateTimeOffset now)
    {
        var receipt = kind == ClueDeadlines.ReceiptKind;
        return new(
            Uuid.NewNameBased(clue.Id, kind), clue.District, kind, clue.Id, clue.Reference, $"/clues/{clue.Id}", Due, Open,
            Handler is { } handler ? [handler] : [],
            Handler is null ? [Discipline.Intake.ToString()] : [],
            receipt ? [Bodies.Cppcc, Bodies.Discipline] : [Bodies.Discipline],
            Count, clue.DeadlineVersion, now);
    }
}
