using Supervision.Calendar;
using Supervision.ClueTransfers.Handshake;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Data;

namespace Supervision.ClueTransfers.Clues;

/// <summary>The deadlines of a clue: what other services are told of them, and what a better known calendar does to the running one (R37).</summary>
public sealed partial class Clue
{
    /// <summary>How often they changed, which is the version they are told by; 0 while none was told.</summary>
    public long DeadlineVersion { get; private set; }

    /// <summary>The deadline that runs: the commission's to receive, then its to propose a disposal.</summary>
    public DueDate? RunningDeadline => Status switch
    {
        ClueStatus.Transferred => ReceiptDeadline,
        ClueStatus.Received or ClueStatus.Accepted => DisposalDeadline,
        _ => null,
    };

    /// <summary>How both stand; of an accepted clue with its handler and its proposals loaded.</summary>
    internal ClueDeadlines Deadlines => new(
        ClueDeadline.Of(ReceiptDeadline, ReceiptDue, Status is ClueStatus.Transferred, null),
        ClueDeadline.Of(
            DisposalDeadline, DisposalDue, Status is ClueStatus.Received || (Status is ClueStatus.Accepted && Pending is null), Assignment?.Handler));

    /// <summary>What others have to be told after a command: deadlines opened, moved, handed on or closed by it.</summary>
    internal IReadOnlyList<DeadlineChanged> DeadlinesSince(ClueDeadlines before, DateTimeOffset now)
    {
        var changed = ClueDeadlines.Changes(before, Deadlines).ToList();
        if (changed.Count > 0) DeadlineVersion++;
        return [.. changed.Select(change => change.Deadline.Told(this, change.Kind, now))];
    }

    /// <summary>Counts the running deadline anew. A date that moves is recorded; one that only became certain is kept as it is now explained.</summary>
    /// <returns>Whether it moved.</returns>
    public bool RenewDeadline(WorkingCalendar calendar, DateTimeOffset now)
    {
        if (RunningDeadline is not { } running) return false;
        var renewed = calendar.Recompute(running);
        var receipt = Status is ClueStatus.Transferred;
        if (receipt) (ReceiptDeadline, ReceiptDue) = (renewed.After, renewed.After.Due);
        else (DisposalDeadline, DisposalDue) = (renewed.After, renewed.After.Due);
        // One that was missed, and is not any more, can be missed again.
        var runsAgain = renewed.Moved && renewed.After.Due > now && (receipt || Pending is null);
        if (DueCheck is not null || runsAgain) DueCheck = renewed.After.Due;
        if (renewed.Moved)
            Record(ClueEventKind.DeadlineMoved, Guid.Empty, DataScope.ServiceBody, now, receipt ? Audience.Both : Audience.Discipline, new(Due: renewed.After.Due));
        return renewed.Moved;
    }
}
