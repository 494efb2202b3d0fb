using System.Security.Cryptography;
using System.Text;
using Supervision.Calendar;
using Supervision.ClueTransfers.Clues;
using Supervision.Contracts;

namespace Supervision.ClueTransfers.Handshake;

/// <summary>How a clue's two deadlines stand (R27, R28); null where the clock never ran, or was stopped.</summary>
internal readonly record struct ClueDeadlines(ClueDeadline? Receipt, ClueDeadline? Disposal)
{
    public const string ReceiptKind = "clue.receipt";
    public const string DisposalKind = "clue.disposal";

    /// <summary>What there is to tell, each as it stands afterwards. One that was over and still is has nothing to tell.</summary>
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
/// <param name="Handler">Who has to keep it, once the commission gave the matter to somebody.</param>
internal sealed record ClueDeadline(DateTimeOffset Due, bool Open, Guid? Handler, DeadlineCount Count)
{
    public static ClueDeadline? Of(DueDate? deadline, DateTimeOffset? due, bool open, Guid? handler) => deadline is null ? null : new(
        due ?? deadline.Due, open, handler,
        new(deadline.Start, deadline.Rule.Amount, deadline.Rule.Unit.ToString(), deadline.Rule.DayEnd, deadline.Rule.RollForward));

    /// <summary>A receipt that is late concerns both bodies; how the commission keeps its own deadline is the commission's affair.</summary>
    public DeadlineChanged Told(Clue clue, string kind, DateTimeOffset now)
    {
        var receipt = kind == ClueDeadlines.ReceiptKind;
        return new(
            IdOf(clue.Id, kind), clue.District, kind, clue.Id, clue.Reference, $"/clues/{clue.Id}", Due, Open,
            Handler is { } handler ? [handler] : [],
            Handler is null ? [Discipline.Intake.ToString()] : [],
            receipt ? [Bodies.Cppcc, Bodies.Discipline] : [Bodies.Discipline],
            Count, clue.DeadlineVersion, now);
    }

    /// <summary>The same for the life of the clue: a UUID (version 8) made of what the deadline is of.</summary>
    static Guid IdOf(Guid clue, string kind)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{clue}/{kind}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
