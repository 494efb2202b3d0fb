using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

public sealed class OutageTests(OutageTests.Servers servers) : IClassFixture<OutageTests.Servers>
{
    readonly Infrastructure _infrastructure = servers.Own;

    /// <summary>Servers of their own: the other tests go on while these are down.</summary>
    public sealed class Servers : IAsyncLifetime
    {
        public Infrastructure Own { get; } = new();

        public ValueTask InitializeAsync() => Own.InitializeAsync();

        public ValueTask DisposeAsync() => Own.DisposeAsync();
    }

    [Fact]
    public async Task While_the_broker_is_down_events_wait_and_the_service_stays_ready()
    {
        await using var service = await TestService.StartAsync(_infrastructure);
        var id = Guid.CreateVersion7();
        var before = await WorkUntilQueueIsSafeAsync(service, id);
        await Eventually.EqualAsync([.. Enumerable.Range(1, before)], () => service.NumbersAsync(id));

        await _infrastructure.Host.KillAsync("rabbitmq", TestContext.Current.CancellationToken);
        await service.CommitAsync([.. Enumerable.Range(before + 1, 9).Select(number => new MatterChanged(id, TestService.District, number))]);
        await Eventually.EqualAsync(HealthStatus.Degraded, async () => (await HealthAsync(service)).Status);
        Assert.Equal(9, await service.WaitingAsync());

        await _infrastructure.Host.StartAgainAsync("rabbitmq", TestContext.Current.CancellationToken);
        await Eventually.EqualAsync([.. Enumerable.Range(1, before + 9)], () => service.NumbersAsync(id));
        await Eventually.EqualAsync(0, service.WaitingAsync);
        await Eventually.EqualAsync(HealthStatus.Healthy, async () => (await HealthAsync(service)).Status);
    }

    /// <summary>
    /// RabbitMQ 3.10 writes a new quorum queue's election record to disk only every five seconds; killed before, the broker comes back with a queue that has
    /// no leader. So events flow for a while first, as they do in a platform that is set up.
    /// </summary>
    static async Task<int> WorkUntilQueueIsSafeAsync(TestService service, Guid id)
    {
        var number = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(8);)
        {
            number++;
            await service.CommitAsync(new MatterChanged(id, TestService.District, number));
            await Eventually.EqualAsync(number, async () => (await service.NumbersAsync(id)).Length);
        }

        return number;
    }

    [Fact]
    public async Task While_the_database_is_down_messages_wait_and_none_is_lost_or_put_aside()
    {
        await using var service = await TestService.StartAsync(_infrastructure);
        var (id, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.CommitAsync(new MatterChanged(id, TestService.District, 1));
        await Eventually.EqualAsync([1], () => service.NumbersAsync(id));

        await _infrastructure.Host.KillAsync("postgres", TestContext.Current.CancellationToken);
        var message = Guid.CreateVersion7();
        await service.SendAsync(3, message, ExactlyOnceTests.Payload(other), other);
        await Assert.ThrowsAnyAsync<Exception>(() => service.CommitAsync(new MatterChanged(id, TestService.District, 2)));
        await _infrastructure.Host.StartAgainAsync("postgres", TestContext.Current.CancellationToken);

        await service.CommitAsync(new MatterChanged(id, TestService.District, 2));
        await Eventually.EqualAsync([1, 2], () => service.NumbersAsync(id));
        await Eventually.EqualAsync([1], () => service.NumbersAsync(other));
        await using var session = await DeadLetters.DeadLetterSession.OpenAsync(service.Broker, TestContext.Current.CancellationToken);
        Assert.Empty(session.Messages);
    }

    static Task<HealthReport> HealthAsync(TestService service) =>
        service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
}
