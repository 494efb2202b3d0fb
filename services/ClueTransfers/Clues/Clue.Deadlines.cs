using Supervision.Calendar;
using Supervision.ServiceDefaults.Data;

namespace Supervision.ClueTransfers.Clues;

/// <summary>The running deadline of a clue when the calendar it was counted on becomes better known (R37).</summary>
public sealed partial class Clue
{
    /// <summary>The deadline that runs: the commission's to receive, then its to propose a disposal.</summary>
    public DueDate? RunningDeadline => Status switch
    {
        ClueStatus.Transferred => ReceiptDeadline,
        ClueStatus.Received or ClueStatus.Accepted => DisposalDeadline,
        _ => null,
    };

    /// <summary>Counts the running deadline anew. A date that moves is recorded; one that only became certain is kept as it is now explained.</summary>
    /// <returns>Whether it moved.</returns>
    public bool RenewDeadline(WorkingCalendar calendar, DateTimeOffset now)
    {
        if (RunningDeadline is not { } running) return false;
        var renewed = calendar.Recompute(running);
        var receipt = Status is ClueStatus.Transferred;
        if (receipt) (ReceiptDeadline, ReceiptDue) = (renewed.After, renewed.After.Due);
        else (DisposalDeadline, DisposalDue) = (renewed.After, renewed.After.Due);
        if (DueCheck is not null) DueCheck = renewed.After.Due;
        if (renewed.Moved)
            Record(ClueEventKind.DeadlineMoved, Guid.Empty, DataScope.ServiceBody, now, receipt ? Audience.Both : Audience.Discipline, new(Due: renewed.After.Due));
        return renewed.Moved;
    }
}
