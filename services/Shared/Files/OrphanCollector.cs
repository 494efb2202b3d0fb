using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Persistence;

namespace Supervision.Files;

/// <summary>Removes files that no row refers to: uploads aborted before their row was committed, and removed attachments.</summary>
public sealed class OrphanCollector<TContext, TFile>(
    IServiceScopeFactory scopes, ContentStore store, IOptions<AttachmentSettings> settings, TimeProvider clock, ILogger<OrphanCollector<TContext, TFile>> log)
    : BackgroundService
    where TContext : DbContext
    where TFile : class, IStoredFile
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
                log.LogWarning(e, "Unreferenced files could not be removed; the next run tries again.");
            }
        }
    }

    public async Task CollectAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - settings.Value.Grace;
        store.ClearIncoming(before);
        foreach (var (district, sha256) in store.PlacedBefore(before))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
            var db = scope.ServiceProvider.GetRequiredService<TContext>();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await db.LockContentAsync(district, sha256, ct);
            if (await db.Set<TFile>().AnyAsync(a => a.District == district && a.Sha256 == sha256, ct)) continue;
            store.Delete(district, sha256);
            log.LogInformation("Removed file {Sha256} of district {District}, which no row refers to.", sha256, district);
        }
    }
}
