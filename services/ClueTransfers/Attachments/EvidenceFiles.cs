using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Handshake;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.Contracts;
using Supervision.Files;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.ClueTransfers.Attachments;

/// <summary>
/// Changes to a clue's files, as its state allows: until approval they change the clue's content and so its content hash; from the transfer on
/// new files wait for the next supplement.
/// </summary>
internal static class EvidenceFiles
{
    /// <summary>Whether a file added now would wait for a supplement.</summary>
    /// <exception cref="RuleViolation">clue.not_editable</exception>
    public static bool Stages(Clue clue, ClueCall call)
    {
        if (clue.IsSupplementable && call.Caller.Is(Cppcc.Office)) return true;
        clue.RequireEditable(call.Caller);
        return false;
    }

    /// <summary>
    /// Adds a received file to the clue: the file on disk, its row, and the clue's new content hash, all or nothing. If the clue already has the
    /// same content, returns the existing attachment.
    /// </summary>
    /// <returns>Null if the caller may not (or no longer) see the clue.</returns>
    public static async Task<(Attachment Attachment, bool Added)?> AddAsync(ClueCall call, ContentStore store, IncomingFile file, string name, string mediaType)
    {
        var (db, ct) = (call.Db, call.Cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LockAsync(call) is not { } clue) return null;
        var stages = Stages(clue, call);
        var present = await db.Set<Attachment>().Where(a => a.ClueId == clue.Id).ToListAsync(ct);
        if (present.Find(a => a.Sha256 == file.Sha256) is { } same) return (same, false);
        if (present.Count >= Attachment.MostPerClue) throw new RuleViolation("attachment.too_many", Attachment.MostPerClue);

        var attachment = new Attachment
        {
            Id = Guid.CreateVersion7(),
            ClueId = clue.Id,
            District = clue.District,
            Name = name,
            MediaType = mediaType,
            Size = file.Size,
            Sha256 = file.Sha256,
            IsStaged = stages,
            By = call.Caller.UserId,
            At = call.Clock.GetUtcNow(),
        };
        db.Add(attachment);
        if (!stages) clue.ChangeEvidence(Hashes([.. present, attachment]), call.Caller, attachment.At);
        await db.LockContentAsync(clue.District, file.Sha256, ct);
        store.Place(file, clue.District);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (attachment, true);
    }

    /// <summary>Removes a file from the clue; the collector deletes it from disk.</summary>
    /// <exception cref="RuleViolation">clue.not_editable, attachment.fixed</exception>
    public static async Task<bool> RemoveAsync(ClueCall call, Guid attachmentId)
    {
        var (db, ct) = (call.Db, call.Cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await LockAsync(call) is not { } clue) return false;
        var present = await db.Set<Attachment>().Where(a => a.ClueId == clue.Id).ToListAsync(ct);
        if (present.Find(a => a.Id == attachmentId) is not { } attachment) return false;
        if (Stages(clue, call) && !attachment.IsStaged) throw new RuleViolation("attachment.fixed");
        db.Remove(attachment);
        if (!attachment.IsStaged) clue.ChangeEvidence(Hashes(present.Except([attachment])), call.Caller, call.Clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Removes all files of a clue that is refused entry (R33); the collector deletes them from disk.</summary>
    public static Task RemoveAllAsync(ClueCall call, Guid clue) =>
        call.Db.Set<Attachment>().Where(a => a.ClueId == clue).ExecuteDeleteAsync(call.Cancellation);

    /// <summary>Adds a supplement to the clue, with the files waiting for one; these cannot be changed afterwards.</summary>
    /// <returns>Null if the caller may not see the clue.</returns>
    public static async Task<Supplement?> SupplementAsync(ClueCall call, string text)
    {
        Supplement? supplement = null;
        await call.Db.InTransactionAsync(async () =>
        {
            if (await LockAsync(call) is not { } clue) return;
            var staged = await call.Db.Set<Attachment>().Where(a => a.ClueId == clue.Id && a.IsStaged).ToListAsync(call.Cancellation);
            call.Db.EnqueueClue(clue.AddSupplement(text, call.Caller, call.Clock.GetUtcNow(), staged.Select(a => a.Sha256)));
            supplement = clue.Supplements[^1];
            foreach (var attachment in staged) (attachment.IsStaged, attachment.SupplementId) = (false, supplement.Id);
            await call.Db.SaveChangesAsync(call.Cancellation);
        }, call.Cancellation);
        return supplement;
    }

    static IEnumerable<string> Hashes(IEnumerable<Attachment> attachments) =>
        attachments.Where(a => a is { IsStaged: false, SupplementId: null }).Select(a => a.Sha256);

    /// <summary>
    /// The current clue, with its files locked against other changes until the transaction ends, so that simultaneous uploads do not refuse each
    /// other. A lock on the row itself would need the right to change the row, which the CPPCC loses at the transfer.
    /// </summary>
    static async Task<Clue?> LockAsync(ClueCall call)
    {
        call.Db.ChangeTracker.Clear();
        await call.Db.LockFilesAsync(call.Id, call.Cancellation);
        return await call.FindAsync();
    }
}
