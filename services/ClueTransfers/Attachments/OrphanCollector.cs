using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Supervision.ClueTransfers.Data;
using Supervision.ServiceDefaults.Data;

namespace Supervision.ClueTransfers.Attachments;

/// <summary>Removes files that no clue has: uploads that broke off before their row was committed, and attachments that were removed.</summary>
internal sealed class OrphanCollector(
    IServiceScopeFactory scopes, ContentStore store, IOptions<AttachmentSettings> settings, TimeProvider clock, ILogger<OrphanCollector> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.Collect, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CollectAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Files without a clue are left for the next time.");
            }
        }
    }

    internal async Task CollectAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - settings.Value.Grace;
        store.ClearIncoming(before);
        foreach (var (district, sha256) in store.PlacedBefore(before))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
            var db = scope.ServiceProvider.GetRequiredService<CluesDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.LockContentAsync(district, sha256, ct);
            if (await db.Set<Attachment>().AnyAsync(a => a.District == district && a.Sha256 == sha256, ct)) continue;
            store.Delete(district, sha256);
            log.LogInformation("Removed file {Sha256} of district {District}, which no clue has.", sha256, district);
        }
    }
}

internal static class ContentLock
{
    /// <summary>One content is placed or collected by one transaction at a time, whichever process it runs in.</summary>
    public static Task LockContentAsync(this CluesDb db, string district, string sha256, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ContentStore.LockOf(district, sha256)})", ct);

    /// <summary>The files of one clue are changed by one transaction at a time.</summary>
    public static Task LockFilesAsync(this CluesDb db, Guid clue, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({BitConverter.ToInt64(clue.ToByteArray(), 8)})", ct);
}
