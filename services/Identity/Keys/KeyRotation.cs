using Microsoft.Extensions.Options;

namespace Supervision.Identity.Keys;

/// <summary>Keeps this instance's <see cref="KeyRing"/> up to date.</summary>
internal sealed class KeyRotation(KeyRing keys, IOptions<KeySettings> settings, ILogger<KeyRotation> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.Refresh);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogWarning(failure, "The server's keys could not be read; using the known ones");
            }
        }
    }
}
