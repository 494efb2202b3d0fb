using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Files;

/// <summary>A call about the files of one record.</summary>
/// <typeparam name="TDb">The service's database.</typeparam>
/// <typeparam name="TAccess">Decides who may read which records of the service.</typeparam>
public readonly record struct FileCall<TDb, TAccess>(
    Guid Id, Caller Caller, TDb Db, TAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
    where TDb : DbContext;

/// <summary>A kind of record that has files. The table <c>files</c> needs policies for this kind too.</summary>
/// <param name="Kind">At most 20 characters, e.g. <c>proposal</c>.</param>
/// <param name="IsReadable">Whether the record exists and the caller may read it.</param>
/// <param name="MayChange">Whether the caller may change its files; throws <see cref="RuleViolation"/> if the caller may, but not now.</param>
/// <param name="Writers">Roles that may request changes.</param>
public sealed record FileOwner<TDb, TAccess>(
    string Kind, Func<FileCall<TDb, TAccess>, Task<bool>> IsReadable, Func<FileCall<TDb, TAccess>, Task<bool>> MayChange, params Role[] Writers)
    where TDb : DbContext
{
    /// <summary>Maximum number of files of one record.</summary>
    public const int Most = 20;

    /// <summary>Adds a received file and its row, or neither. If the record already has the same content, returns the existing file.</summary>
    /// <returns>Null if the caller may not (or no longer) change the record.</returns>
    /// <exception cref="RuleViolation">file.too_many</exception>
    public async Task<(StoredFile File, bool Added)?> AddAsync(FileCall<TDb, TAccess> call, ContentStore store, IncomingFile incoming, string name, string mediaType)
    {
        var (db, ct) = (call.Db, call.Cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockFilesAsync(call.Id, ct);
        db.ChangeTracker.Clear();
        if (!await MayChange(call)) return null;
        var present = await Of(call).ToListAsync(ct);
        if (present.Find(f => f.Sha256 == incoming.Sha256) is { } same) return (same, false);
        if (present.Count >= Most) throw new RuleViolation("file.too_many", Most);

        var now = call.Clock.GetUtcNow();
        var file = new StoredFile
        {
            Id = Guid.CreateVersion7(now),
            District = call.Caller.District,
            OwnerKind = Kind,
            OwnerId = call.Id,
            Name = name,
            MediaType = mediaType,
            Size = incoming.Size,
            Sha256 = incoming.Sha256,
            By = call.Caller.UserId,
            At = now,
        };
        db.Add(file);
        await db.LockContentAsync(file.District, file.Sha256, ct);
        store.Place(incoming, file.District);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (file, true);
    }

    public IQueryable<StoredFile> Of(FileCall<TDb, TAccess> call)
    {
        var (id, kind) = (call.Id, Kind);
        return call.Db.Set<StoredFile>().AsNoTracking().Where(f => f.OwnerKind == kind && f.OwnerId == id);
    }
}

/// <param name="Size">In bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hex.</param>
public sealed record FileView(Guid Id, string Name, string MediaType, long Size, string Sha256, Guid By, DateTimeOffset At)
{
    public static FileView For(StoredFile file) => new(file.Id, file.Name, file.MediaType, file.Size, file.Sha256, file.By, file.At);
}
