using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Persistence;

namespace Supervision.Files;

/// <summary>Removes files that no row refers to: uploads aborted before their row was committed, and removed attachments.</summary>
public sealed class OrphanCollector<TContext, TFile>(
    TContext db, ContentStore store, IOptions<AttachmentSettings> settings, TimeProvider clock,
    ILogger<OrphanCollector<TContext, TFile>> log)
    : IDueWork
    where TContext : DbContext
    where TFile : class, IStoredFile
{
    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var removed = 0;
        var before = clock.GetUtcNow() - settings.Value.Grace;
        store.ClearIncoming(before);
        foreach (var (district, sha256) in store.PlacedBefore(before))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.LockContentAsync(district, sha256, ct);
            if (await db.Set<TFile>().AnyAsync(a => a.District == district && a.Sha256 == sha256, ct)) continue;
            store.Delete(district, sha256);
            removed++;
            log.LogInformation("Removed file {Sha256} of district {District}, which no row refers to.", sha256, district);
        }

        return removed;
    }
}
