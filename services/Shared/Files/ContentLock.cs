using Microsoft.EntityFrameworkCore;

namespace Supervision.Files;

public static class ContentLock
{
    /// <summary>Only one transaction at a time, in any process, may place or remove a given content.</summary>
    public static Task LockContentAsync(this DbContext db, string district, string sha256, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ContentStore.LockOf(district, sha256)})", ct);

    /// <summary>Only one transaction at a time may change the files of a matter.</summary>
    public static Task LockFilesAsync(this DbContext db, Guid matter, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({BitConverter.ToInt64(matter.ToByteArray(), 8)})", ct);
}
