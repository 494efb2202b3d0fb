using Microsoft.EntityFrameworkCore;

namespace Supervision.ServiceDefaults.Attachments;

public static class ContentLock
{
    /// <summary>One content is placed or collected by one transaction at a time, whichever process it runs in.</summary>
    public static Task LockContentAsync(this DbContext db, string district, string sha256, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ContentStore.LockOf(district, sha256)})", ct);

    /// <summary>The files of one matter are changed by one transaction at a time.</summary>
    public static Task LockFilesAsync(this DbContext db, Guid matter, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({BitConverter.ToInt64(matter.ToByteArray(), 8)})", ct);
}
