using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Data;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>
/// Finishes what a request could not do because the broker was unavailable. At start and regularly it also checks that the broker still has
/// every subscriber: a broker that lost its data gets all of them back, with their old passwords.
/// </summary>
internal sealed class ProvisioningWorker(IServiceScopeFactory scopes, BrokerSettings settings, TimeProvider clock) : IDueWork
{
    DateTimeOffset _verifyAt = clock.GetUtcNow();

    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        var failures = new List<Exception>();
        var verify = clock.GetUtcNow() >= _verifyAt;
        var ids = await ReadAsync(verify, ct);
        foreach (var id in ids)
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
        if (verify) _verifyAt = clock.GetUtcNow() + settings.Verify;
        return verify ? 0 : ids.Count;
    }

    public Task<DateTimeOffset?> NextAsync(CancellationToken ct) => Task.FromResult<DateTimeOffset?>(_verifyAt);

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
