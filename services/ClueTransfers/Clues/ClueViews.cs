using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.ClueTransfers.Data;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Clues;

/// <summary>Views of clues for a body: neither body sees the other's people.</summary>
internal sealed class ClueViews(CluesDb db)
{
    public async Task<ClueView> DetailAsync(Clue clue, Caller caller, DateTimeOffset now, CancellationToken ct)
    {
        var (ours, theirs) = (caller.Body == Bodies.Cppcc, caller.Body == Bodies.Discipline);
        var names = ours ? await NamesAsync(clue.AuthorIds, ct) : [];
        return new ClueView(
            clue.Id, clue.Reference, clue.Status, clue.Title, clue.Account, clue.Units, clue.Persons, clue.Source, clue.SourceReference, clue.Field,
            clue.Evidence, clue.ContentHash, clue.IsEditable, ours ? LevelView.Of(clue) : null, clue.ReturnedFrom, clue.Reason, clue.MergedIntoId,
            clue.LetterNumber, clue.RegisteredAt, clue.TransferredAt, clue.ReceiptDue, clue.ReceivedAt, theirs ? clue.DisposalDue : null,
            clue.DisposedAt, clue.ClosedAt, clue.IsReceiptOverdue(now) || (theirs && clue.IsDisposalOverdue(now)),
            ours ? [.. clue.AuthorIds.Select(id => new PersonView(id, names.GetValueOrDefault(id)))] : null,
            ours ? clue.Chain : null,
            theirs && clue.Assignment is { } assignment ? new(assignment.Handler, assignment.HandlerName) : null,
            clue.OutcomeSummary);
    }

    public async Task<IReadOnlyList<ClueEventView>> HistoryAsync(IReadOnlyList<ClueEvent> history, Caller caller, CancellationToken ct)
    {
        var names = await NamesAsync(history.Where(e => e.ByBody == caller.Body).Select(e => e.By), ct);
        return [.. history.Select(e => new ClueEventView(
            e.Kind, e.At, e.ByBody == caller.Body ? new(e.By, names.GetValueOrDefault(e.By)) : null, e.ByBody, e.Facts))];
    }

    /// <summary>The receipt deadline for both bodies; the commission's own deadline is shown only to the commission.</summary>
    public static IReadOnlyList<DeadlineView> Deadlines(Clue clue, Caller caller, DateTimeOffset now)
    {
        List<DeadlineView> deadlines = [];
        if (clue.ReceiptDeadline is { } receipt)
            deadlines.Add(View("receipt", receipt, clue.Status is ClueStatus.Transferred, clue.IsReceiptOverdue(now)));
        if (clue.DisposalDeadline is { } disposal && caller.Body == Bodies.Discipline)
            deadlines.Add(View("disposal", disposal, clue.Status is ClueStatus.Received or ClueStatus.Accepted, clue.IsDisposalOverdue(now)));
        return deadlines;
    }

    static DeadlineView View(string kind, DueDate due, bool open, bool overdue) =>
        new(kind, open, overdue, due, due.Explain(CultureInfo.CurrentUICulture));

    async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid> users, CancellationToken ct)
    {
        var wanted = users.Distinct().ToArray();
        return await db.People.AsNoTracking().Where(p => wanted.Contains(p.UserId)).ToDictionaryAsync(p => p.UserId, p => p.Name, ct);
    }
}
