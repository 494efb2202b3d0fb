using Microsoft.EntityFrameworkCore;
using Supervision.Messaging.Outbox;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

public sealed class OrderTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task Events_of_an_aggregate_keep_their_order_with_two_relays_and_consumers_that_fail_at_times()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        await service.AddCopyAsync();
        var aggregates = Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7()).ToList();
        await Task.WhenAll(aggregates.Select(id => service.CommitAsync([.. Enumerable.Range(1, 20).Select(number =>
            new MatterChanged(id, TestService.District, number, number == 7 ? "fail once" : null))])));
        foreach (var id in aggregates) await Eventually.EqualAsync([.. Enumerable.Range(1, 20)], () => service.NumbersAsync(id));
        Assert.Equal(12 * 20, await service.EffectsAsync());
    }

    [Fact]
    public async Task Events_of_an_aggregate_keep_their_order_when_the_copy_that_reads_the_queue_goes()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        var second = await service.AddCopyAsync();
        var aggregates = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();
        var committing = Task.WhenAll(aggregates.Select(async id =>
        {
            foreach (var number in Enumerable.Range(1, 30))
            {
                await service.WorkAsync(async db =>
                {
                    db.Enqueue(new MatterChanged(id, TestService.District, number));
                    await db.SaveChangesAsync();
                }, second.Services);
            }
        }));
        await Eventually.TrueAsync(async () => await service.EffectsAsync() > 100, "it flows");
        await service.StopCopyAsync(0);
        await committing;
        foreach (var id in aggregates) await Eventually.EqualAsync([.. Enumerable.Range(1, 30)], () => service.NumbersAsync(id));
        Assert.Equal(20 * 30, await service.EffectsAsync());
    }

    [Fact]
    public async Task Events_enqueued_together_go_out_in_the_order_they_were_enqueued()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        var aggregate = Guid.CreateVersion7();
        await service.WorkAsync(async db =>
        {
            foreach (var number in Enumerable.Range(1, 200)) db.Enqueue(new MatterChanged(aggregate, TestService.District, number));
            await db.SaveChangesAsync();
        });
        await Eventually.EqualAsync([.. Enumerable.Range(1, 200)], () => service.NumbersAsync(aggregate));
    }

    [Fact]
    public async Task A_row_the_broker_refuses_waits_with_its_aggregate_and_nobody_else()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        var (stuck, free) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.WorkAsync(async db =>
        {
            // The name is one of the broker's own exchanges, of another kind: declaring it breaks the channel.
            db.Enqueue(new OutboundMessage(Guid.CreateVersion7(), "amq.direct", "x", "x", TestService.District, stuck, "text/plain", [1]));
            await db.SaveChangesAsync();
        });
        await service.CommitAsync(new MatterChanged(stuck, TestService.District, 1));
        await service.CommitAsync([.. Enumerable.Range(1, 5).Select(number => new MatterChanged(free, TestService.District, number))]);
        await Eventually.EqualAsync([1, 2, 3, 4, 5], () => service.NumbersAsync(free));
        await Eventually.EqualAsync(2, service.WaitingAsync);
        Assert.Empty(await service.NumbersAsync(stuck));
        Assert.True(await service.ScalarAsync<bool>("select attempts > 0 and next_attempt > enqueued_at and length(last_error) > 0 from outbox order by position limit 1"));
        Assert.True(await service.ScalarAsync<bool>("select attempts = 0 and last_error is null from outbox order by position desc limit 1"));

        await service.ExecuteAsync("update outbox set exchange = 'amq.topic', next_attempt = now() where exchange = 'amq.direct'");
        await Eventually.EqualAsync([1], () => service.NumbersAsync(stuck));
        await Eventually.EqualAsync(0, service.WaitingAsync);
    }

    [Fact]
    public async Task A_commit_with_events_wakes_the_relay_and_others_do_not()
    {
        var signal = new RelaySignal();
        await using var service = await TestService.StartAsync(infrastructure);
        await using var db = new TestDb(new DbContextOptionsBuilder<TestDb>()
            .UseNpgsql(service.Owner).UseSnakeCaseNamingConvention().AddInterceptors(new CommitInterceptor(signal)).Options);
        db.Add(new Matter { Id = Guid.CreateVersion7(), District = TestService.District });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.False(signal.IsSet);

        await using (var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            db.Enqueue(new MatterChanged(Guid.CreateVersion7(), TestService.District, 1));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
            Assert.False(signal.IsSet);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(signal.IsSet);
        await signal.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.False(signal.IsSet);
        db.Enqueue(new MatterChanged(Guid.CreateVersion7(), TestService.District, 1));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.True(signal.IsSet);
    }
}
