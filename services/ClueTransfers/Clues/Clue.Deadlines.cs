using Supervision.Calendar;
using Supervision.ClueTransfers.Handshake;
using Supervision.Contracts;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Clues;

/// <summary>The deadlines of a clue: what is published about them, and how a calendar change affects the running one (R37).</summary>
public sealed partial class Clue
{
    /// <summary>Number of changes, published as the deadlines' version; 0 until the first is published.</summary>
    public long DeadlineVersion { get; private set; }

    /// <summary>The running deadline: the commission's to receive the clue, then its deadline to propose a disposal.</summary>
    public DueDate? RunningDeadline => Status switch
    {
        ClueStatus.Transferred => ReceiptDeadline,
        ClueStatus.Received or ClueStatus.Accepted => DisposalDeadline,
        _ => null,
    };

    /// <summary>The current state of both deadlines; for an accepted clue the handler and proposals must be loaded.</summary>
    internal ClueDeadlines Deadlines => new(
        ClueDeadline.Of(ReceiptDeadline, ReceiptDue, Status is ClueStatus.Transferred, null),
        ClueDeadline.Of(
            DisposalDeadline, DisposalDue, Status is ClueStatus.Received || (Status is ClueStatus.Accepted && Pending is null), Assignment?.Handler));

    /// <summary>What to publish after a command: deadlines it opened, moved, reassigned or closed.</summary>
    internal IReadOnlyList<DeadlineChanged> DeadlinesSince(ClueDeadlines before, DateTimeOffset now)
    {
        var changed = ClueDeadlines.Changes(before, Deadlines).ToList();
        if (changed.Count > 0) DeadlineVersion++;
        return [.. changed.Select(change => change.Deadline.Told(this, change.Kind, now))];
    }

    /// <summary>Recalculates the running deadline. A moved date is recorded; if it only became certain, just its explanation is replaced.</summary>
    /// <returns>Whether it moved.</returns>
    public bool RenewDeadline(WorkingCalendar calendar, DateTimeOffset now)
    {
        if (RunningDeadline is not { } running) return false;
        var renewed = calendar.Recompute(running);
        var receipt = Status is ClueStatus.Transferred;
        if (receipt) (ReceiptDeadline, ReceiptDue) = (renewed.After, renewed.After.Due);
        else (DisposalDeadline, DisposalDue) = (renewed.After, renewed.After.Due);
        // A deadline that was missed and has moved to the future can be missed again.
        var runsAgain = renewed.Moved && renewed.After.Due > now && (receipt || Pending is null);
        if (DueCheck is not null || runsAgain) DueCheck = renewed.After.Due;
        if (renewed.Moved)
            Record(ClueEventKind.DeadlineMoved, Guid.Empty, DataScope.ServiceBody, now, receipt ? Audience.Both : Audience.Discipline, new(Due: renewed.After.Due));
        return renewed.Moved;
    }
}
