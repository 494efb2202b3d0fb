using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Supervision.Gateway.Data;

namespace Supervision.Gateway.Sessions;

/// <summary>Deletes what has expired. Several instances may do so at once.</summary>
internal sealed class SessionCleanup(
    IServiceScopeFactory scopes, IOptions<SessionSettings> settings, TimeProvider clock, ILogger<SessionCleanup> logger) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogWarning(failure, "Expired sessions could not be deleted; next attempt in {Every}.", Every);
            }
        }
    }

    internal async Task CleanAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var oldest = now - settings.Value.Absolute;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GatewayDb>();
        await db.Sessions.Where(s => s.ExpiresAt < now || s.CreatedAt < oldest).ExecuteDeleteAsync(ct);
        await db.UsedLogoutTokens.Where(t => t.ExpiresAt < now).ExecuteDeleteAsync(ct);
    }
}
