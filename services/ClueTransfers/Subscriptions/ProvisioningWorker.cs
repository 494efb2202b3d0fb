using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Data;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>
/// Finishes what a request could not do because the broker was unavailable. At start and regularly it also checks that the broker still has
/// every subscriber: a broker that lost its data gets all of them back, with their old passwords.
/// </summary>
internal sealed class ProvisioningWorker(
    IServiceScopeFactory scopes, BrokerSettings settings, TimeProvider clock, ILogger<ProvisioningWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Retry, clock);
        var verifyAt = clock.GetUtcNow();
        do
        {
            try
            {
                var verify = clock.GetUtcNow() >= verifyAt;
                await RoundAsync(verify, stoppingToken);
                if (verify) verifyAt = clock.GetUtcNow() + settings.Verify;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Subscribers are not all provisioned yet, next attempt in {Pause}: {Reason}", settings.Retry, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <param name="verify">Whether to check all subscribers, or only those with pending work.</param>
    async Task RoundAsync(bool verify, CancellationToken ct)
    {
        var failures = new List<Exception>();
        foreach (var id in await ReadAsync(verify, ct))
        {
            try
            {
                await using var scope = NewScope();
                await scope.ServiceProvider.GetRequiredService<Provisioner>().ProvisionAsync(id, ct);
            }
            catch (BrokerUnavailableException e)
            {
                failures.Add(e); // a subscriber that the broker refuses must not hold up the others
            }
        }

        if (failures.Count > 0) throw new BrokerUnavailableException($"{failures.Count} subscribers: {failures[0].Message}", failures[0]);
    }

    async Task<List<Guid>> ReadAsync(bool verify, CancellationToken ct)
    {
        await using var scope = NewScope();
        return await scope.ServiceProvider.GetRequiredService<CluesDb>().Set<Subscriber>()
            .Where(subscriber => verify || subscriber.Status != SubscriberStatus.Active)
            .OrderBy(subscriber => subscriber.Id).Select(subscriber => subscriber.Id).ToListAsync(ct);
    }

    AsyncServiceScope NewScope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        return scope;
    }
}
