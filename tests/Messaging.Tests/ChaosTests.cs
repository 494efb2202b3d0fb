using Supervision.Testing;

namespace Supervision.Messaging.Tests;

/// <summary>A small version of the bench of the same name: many events, broker and database killed in the middle of them.</summary>
public sealed class ChaosTests(OutageTests.Servers servers) : IClassFixture<OutageTests.Servers>
{
    const int Aggregates = 50, Each = 100;

    readonly Infrastructure _infrastructure = servers.Own;

    [Fact]
    public async Task With_broker_and_database_killed_nothing_is_lost_doubled_or_out_of_order()
    {
        await using var service = await TestService.StartAsync(_infrastructure);
        var aggregates = Enumerable.Range(0, Aggregates).Select(_ => Guid.CreateVersion7()).ToList();
        await FillAsync(service, aggregates, 1, Each / 10);
        await ReachAsync(service, Aggregates * Each / 10);
        await Task.Delay(TimeSpan.FromSeconds(8), TestContext.Current.CancellationToken); // until RabbitMQ 3.10 has the new queue's leader on disk
        await FillAsync(service, aggregates, Each / 10 + 1, Each);
        foreach (var (server, after) in new[] { ("rabbitmq", Aggregates * Each / 10 + 1), ("postgres", Aggregates * Each / 3) })
        {
            await ReachAsync(service, after);
            await _infrastructure.Host.KillAsync(server, TestContext.Current.CancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            await _infrastructure.Host.StartAgainAsync(server, TestContext.Current.CancellationToken);
        }

        await ReachAsync(service, Aggregates * Each);
        foreach (var id in aggregates) await Eventually.EqualAsync([.. Enumerable.Range(1, Each)], () => service.NumbersAsync(id));
        await Eventually.EqualAsync(0, service.WaitingAsync);
        Assert.Equal(Aggregates * Each, await service.EffectsAsync());
    }

    static Task ReachAsync(TestService service, int effects) =>
        Eventually.TrueAsync(async () => await service.EffectsAsync() >= effects, $"{effects} effects", TimeSpan.FromMinutes(3));

    static Task FillAsync(TestService service, List<Guid> aggregates, int from, int to) => service.WorkAsync(async db =>
    {
        foreach (var number in Enumerable.Range(from, to - from + 1))
            foreach (var id in aggregates) db.Enqueue(new MatterChanged(id, TestService.District, number));
        await db.SaveChangesAsync();
    });
}
