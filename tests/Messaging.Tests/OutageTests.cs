using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

public sealed class OutageTests(OutageTests.Servers servers) : IClassFixture<OutageTests.Servers>
{
    static readonly TimeSpan QueueIsSafe = TimeSpan.FromSeconds(8);

    readonly Infrastructure _infrastructure = servers.Own;

    /// <summary>Separate servers: the other tests continue while these are down.</summary>
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

    [Fact]
    public async Task A_service_starts_and_serves_while_the_broker_is_away_and_catches_up_when_it_comes()
    {
        await using var service = await TestService.CreateAsync(_infrastructure);
        await Task.Delay(QueueIsSafe, TestContext.Current.CancellationToken);
        await _infrastructure.Host.KillAsync("rabbitmq", TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        await service.AddCopyAsync();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"it took {clock.Elapsed} to start");
        var id = Guid.CreateVersion7();
        await service.CommitAsync(new MatterChanged(id, TestService.District, 1));
        Assert.Equal(HealthStatus.Degraded, (await HealthAsync(service)).Status);

        await _infrastructure.Host.StartAgainAsync("rabbitmq", TestContext.Current.CancellationToken);
        await Eventually.EqualAsync([1], () => service.NumbersAsync(id));
    }

    /// <summary>
    /// MassTransit's reconnect delay grows with each failed attempt in a process's lifetime: after the attempts of the first outages the last
    /// reconnect would take half a minute. And it logs a stack trace for each message under way.
    /// </summary>
    [Fact]
    public async Task After_many_outages_the_broker_is_reached_as_promptly_as_after_the_first_and_the_log_stays_short()
    {
        await using var service = await TestService.StartAsync(_infrastructure);
        var id = Guid.CreateVersion7();
        var number = await WorkUntilQueueIsSafeAsync(service, id);
        for (var outage = 1; outage <= 3; outage++)
        {
            await service.WorkAsync(async db =>
            {
                for (var i = 0; i < 400; i++) db.Enqueue(new MatterChanged(Guid.CreateVersion7(), TestService.District, 2));
                await db.SaveChangesAsync();
            });
            await _infrastructure.Host.KillAsync("rabbitmq", TestContext.Current.CancellationToken);
            await service.CommitAsync(new MatterChanged(id, TestService.District, ++number));
            await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken); // several attempts fail
            await _infrastructure.Host.StartAgainAsync("rabbitmq", TestContext.Current.CancellationToken);
            var clock = Stopwatch.StartNew();
            await Eventually.EqualAsync([.. Enumerable.Range(1, number)], () => service.NumbersAsync(id));
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), $"outage {outage}: events flowed {clock.Elapsed} after the broker was back");
        }

        Assert.True(service.Log.Count < 3 * 8, string.Join('\n', service.Log));
    }

    /// <summary>
    /// RabbitMQ 3.10 writes a new quorum queue's election record to disk only every five seconds; if killed before that, the broker comes back with a
    /// queue without a leader. So events flow for a while first, as in an established platform.
    /// </summary>
    static async Task<int> WorkUntilQueueIsSafeAsync(TestService service, Guid id)
    {
        var number = 0;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < QueueIsSafe;)
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
