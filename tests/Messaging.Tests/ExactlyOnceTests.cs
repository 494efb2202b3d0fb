using Microsoft.EntityFrameworkCore;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

public sealed class ExactlyOnceTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task An_event_has_its_effect_and_leaves_the_outbox()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        await service.CommitAsync(new MatterChanged(Guid.CreateVersion7(), TestService.District, 1));
        await Eventually.EqualAsync(1, service.EffectsAsync);
        await Eventually.EqualAsync(0, service.WaitingAsync);
        Assert.Equal(1, await service.ScalarAsync<long>("select count(*) from inbox"));
    }

    [Fact]
    public async Task State_and_event_are_committed_together_or_not_at_all()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        var id = Guid.CreateVersion7();
        await service.CommitAsync(new MatterChanged(id, TestService.District, 1));
        await Assert.ThrowsAsync<DbUpdateException>(() => service.CommitAsync(new MatterChanged(id, TestService.District, 1)));
        await service.WorkAsync(async db =>
        {
            await using var abandoned = await db.Database.BeginTransactionAsync();
            db.Enqueue(new MatterChanged(Guid.CreateVersion7(), TestService.District, 1));
            await db.SaveChangesAsync();
        });
        await service.CommitAsync(new MatterChanged(id, TestService.District, 2));
        await Eventually.EqualAsync([1, 2], () => service.NumbersAsync(id));
        Assert.Equal(2, await service.EffectsAsync());
    }

    [Fact]
    public async Task A_message_delivered_ten_times_has_one_effect()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        var (message, matter, last) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await service.SendAsync(10, message, Payload(matter), matter);
        await service.SendAsync(1, last, Payload(last), last);
        await Eventually.EqualAsync([1], () => service.NumbersAsync(last));
        Assert.Equal(1, Assert.Single(await service.NumbersAsync(matter)));
        Assert.Single(service.State.Calls, message);
    }

    [Fact]
    public async Task What_a_consumer_enqueues_is_committed_with_its_effect()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        var id = Guid.CreateVersion7();
        await service.CommitAsync(new MatterChanged(id, TestService.District, 1, "pass on"));
        await Eventually.EqualAsync([1, 2], () => service.NumbersAsync(id));
    }

    [Fact]
    public async Task A_consumer_sees_what_those_before_it_in_the_batch_did()
    {
        await using var service = await TestService.CreateAsync(infrastructure);
        var copy = await service.AddCopyAsync(start: false);
        var id = Guid.CreateVersion7();
        await service.CommitAsync([.. Enumerable.Range(1, 20).Select(number => new MatterChanged(id, TestService.District, number, "count"))]);
        await copy.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.EqualAsync([.. Enumerable.Range(0, 20)], () => service.NumbersAsync(id));
        Assert.Equal(20, service.State.Calls.Count);
    }

    internal static string Payload(Guid matter, int number = 1) => $$"""{"matterId":"{{matter}}","district":"{{TestService.District}}","number":{{number}}}""";
}
