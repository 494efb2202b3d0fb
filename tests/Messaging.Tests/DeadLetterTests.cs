using System.Collections.Frozen;
using System.Text;
using Supervision.Contracts;
using Supervision.Messaging.DeadLetters;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

public sealed class DeadLetterTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_poison_message_hurts_only_itself_and_is_put_aside_with_reason_and_payload_until_redriven()
    {
        await using var service = await TestService.CreateAsync(infrastructure);
        var copy = await service.AddCopyAsync(start: false);
        var poison = Guid.CreateVersion7();
        var good = Enumerable.Range(0, 30).Select(_ => Guid.CreateVersion7()).ToList();
        await service.CommitAsync([.. good.Take(15).Select(id => new MatterChanged(id, TestService.District, 1))]);
        await service.CommitAsync(new MatterChanged(poison, TestService.District, 1, "fail"));
        await service.CommitAsync([.. good.Skip(15).Select(id => new MatterChanged(id, TestService.District, 1))]);
        await copy.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.EqualAsync(30, service.EffectsAsync);
        await Eventually.EqualAsync(1, async () => (await DeadLettersAsync(service)).Count);
        var dead = Assert.Single(await DeadLettersAsync(service));
        Assert.Equal((nameof(MatterChanged), nameof(InvalidOperationException), TestService.District), (dead.Type, dead.Reason, dead.District));
        Assert.Equal(5, dead.Attempts);
        Assert.True(dead.FirstFailedAt < dead.LastFailedAt);
        Assert.Contains("as the event demands", dead.Error);
        Assert.Contains(poison.ToString(), Encoding.UTF8.GetString(dead.Payload.Span));

        service.State.Heal();
        await using (var session = await DeadLetterSession.OpenAsync(service.Broker, TestContext.Current.CancellationToken))
            await session.RedriveAsync(Assert.Single(session.Messages), TestContext.Current.CancellationToken);
        await Eventually.EqualAsync([1], () => service.NumbersAsync(poison));
        Assert.Empty(await DeadLettersAsync(service));
        Assert.Equal(dead.Id, await service.ScalarAsync<Guid>($"select message_id from effects where aggregate = '{poison}'"));
    }

    [Fact]
    public async Task What_cannot_be_read_or_recognised_again_is_put_aside_at_once()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        var (matter, old) = (Guid.CreateVersion7(), Guid.CreateVersion7(DateTimeOffset.UtcNow.AddMonths(-9)));
        await service.SendAsync(1, null, ExactlyOnceTests.Payload(matter));
        await service.SendAsync(1, old, ExactlyOnceTests.Payload(matter));
        await service.SendAsync(1, Guid.CreateVersion7(), ExactlyOnceTests.Payload(matter), district: null);
        await service.SendAsync(1, Guid.CreateVersion7(), "{ not json");
        await Eventually.EqualAsync(4, async () => (await DeadLettersAsync(service)).Count);
        Assert.Equal(["JsonReaderException", "expired", "no-district", "no-message-id"], (await DeadLettersAsync(service)).Select(dead => dead.Reason).Order(StringComparer.Ordinal));
        Assert.Equal(0, await service.EffectsAsync());
    }

    [Fact]
    public async Task A_look_changes_nothing_and_a_second_one_waits_for_its_turn()
    {
        await using var service = await TestService.StartAsync(infrastructure);
        for (var i = 0; i < 3; i++) await service.SendAsync(1, null, ExactlyOnceTests.Payload(Guid.CreateVersion7(), i));
        await Eventually.EqualAsync(3, async () => (await DeadLettersAsync(service)).Count);
        var looks = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => DeadLettersAsync(service)));
        Assert.All(looks, look => Assert.Equal(looks[0].Select(dead => Encoding.UTF8.GetString(dead.Payload.Span)), look.Select(dead => Encoding.UTF8.GetString(dead.Payload.Span))));
    }

    [Theory]
    [InlineData("330305", "discipline", true)]
    [InlineData("330305", "service", true)]
    [InlineData("330305", null, true)]
    [InlineData("330305", "cppcc", false)]
    [InlineData("330302", "discipline", false)]
    [InlineData("330302", null, false)]
    [InlineData(null, null, false)]
    public void An_administrator_sees_the_own_district_and_body_only(string? district, string? body, bool seen)
    {
        var caller = new Caller(Guid.CreateVersion7(), "", "330305", Bodies.Discipline, new[] { "admin" }.ToFrozenSet(), null);
        var message = new DeadLetter(Guid.CreateVersion7(), "", "", "", default, default, 1, district, body)
        {
            Tag = 1,
            Properties = new RabbitMQ.Client.BasicProperties(),
            Payload = default,
            Error = "",
        };
        Assert.Equal(seen, DeadLetterEndpoints.MaySee(caller, message));
    }

    static async Task<List<DeadLetter>> DeadLettersAsync(TestService service)
    {
        await using var session = await DeadLetterSession.OpenAsync(service.Broker, TestContext.Current.CancellationToken);
        return session.Messages;
    }
}
