using System.Net;
using Microsoft.Extensions.Options;
using Supervision.Notifications.Tests.Support;
using Supervision.Notifications.Webhooks;

namespace Supervision.Notifications.Tests.Webhooks;

/// <summary>Signatures, schedule and targets of the sender that every service may use.</summary>
public sealed class WebhookSenderTests
{
    static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    /// <summary>The example of the Standard Webhooks specification's own libraries.</summary>
    [Fact]
    public void A_signature_is_the_one_of_the_specification() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSecret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", At, """{"test": 2432232314}""", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    [Fact]
    public void Retries_grow_from_seconds_to_most_of_a_day_and_take_three_days()
    {
        var pauses = Enumerable.Range(1, 9).Select(attempts => WebhookRetries.After(attempts)!.Value).ToList();
        Assert.Equal(pauses.Order(), pauses);
        Assert.InRange(pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause), TimeSpan.FromDays(2.9), TimeSpan.FromDays(3.1));
        Assert.Null(WebhookRetries.After(10));
    }

    [Theory]
    [InlineData("127.0.0.1"), InlineData("10.1.2.3"), InlineData("172.31.0.1"), InlineData("192.168.1.1"), InlineData("169.254.169.254"), InlineData("100.64.0.1"), InlineData("0.0.0.0")]
    [InlineData("224.0.0.1"), InlineData("255.255.255.255"), InlineData("::1"), InlineData("::"), InlineData("::ffff:10.0.0.1"), InlineData("fe80::1"), InlineData("fd00::1"), InlineData("64:ff9b::a00:1")]
    [InlineData("2002:a00:1::"), InlineData("2001:0:a00:1::"), InlineData("ff02::1"), InlineData("::10.0.0.1")]
    public void Private_addresses_are_not_called(string address) => Assert.False(Targets().MayBeCalled(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8"), InlineData("172.32.0.1"), InlineData("2400:3200::1"), InlineData("::ffff:8.8.8.8")]
    public void Public_addresses_are_called(string address) => Assert.True(Targets().MayBeCalled(IPAddress.Parse(address)));

    [Fact]
    public void The_operator_allows_networks_one_by_one()
    {
        var targets = Targets("10.20.0.0/16");
        Assert.True(targets.MayBeCalled(IPAddress.Parse("10.20.3.4")));
        Assert.False(targets.MayBeCalled(IPAddress.Parse("10.21.3.4")));
        Assert.False(targets.MayBeCalled(IPAddress.Loopback));
    }

    /// <summary>DNS rebinding: the address the name resolves to at connection time decides, whatever it was before.</summary>
    [Fact]
    public async Task A_name_that_leads_inside_when_it_is_called_is_not_called()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var port = new Uri(receiver.Address).Port;
        var settings = Options.Create(new WebhookSettings { AllowPlainHttp = true });
        var asked = 0;
        using var sender = new WebhookSender(new WebhookTargets(settings), settings, TimeProvider.System, (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        Assert.Null(new WebhookTargets(settings).Defect($"http://rebound.example:{port}/"));
        var result = await sender.SendAsync(new Uri($"http://rebound.example:{port}/"), "msg_1", "{}", [WebhookSecret.Create()], TestContext.Current.CancellationToken);
        Assert.Equal(new WebhookResult(WebhookOutcome.Unreachable, "target.forbidden"), result);
        Assert.Equal(1, asked);
        Assert.Empty(receiver.Calls);
        Assert.Equal("target.forbidden", (await sender.SendAsync(new Uri(receiver.Address), "msg_1", "{}", [WebhookSecret.Create()], TestContext.Current.CancellationToken)).Reason);
    }

    [Fact]
    public async Task A_name_with_one_address_inside_and_one_allowed_is_called_at_the_allowed_one()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var settings = Options.Create(new WebhookSettings { AllowPlainHttp = true, AllowedNetworks = ["127.0.0.1/32"] });
        using var sender = new WebhookSender(
            new WebhookTargets(settings), settings, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]));
        var result = await sender.SendAsync(
            new Uri($"http://two.example:{new Uri(receiver.Address).Port}/"), "msg_1", "{}", [WebhookSecret.Create()], TestContext.Current.CancellationToken);
        Assert.Equal(WebhookOutcome.Delivered, result.Outcome);
        Assert.Single(receiver.Calls);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_in_time_is_left()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var never = new TaskCompletionSource<int>();
        receiver.Answer = _ => never.Task;
        var settings = Options.Create(new WebhookSettings { AllowPlainHttp = true, AllowedNetworks = ["127.0.0.0/8"], Timeout = TimeSpan.FromSeconds(1) });
        using var sender = new WebhookSender(new WebhookTargets(settings), settings, TimeProvider.System);
        Assert.Equal(
            new WebhookResult(WebhookOutcome.Unreachable, "timeout"),
            await sender.SendAsync(new Uri(receiver.Address), "msg_1", "{}", [WebhookSecret.Create()], TestContext.Current.CancellationToken));
        never.SetResult(200);
    }

    static WebhookTargets Targets(params string[] allowed) => new(Options.Create(new WebhookSettings { AllowedNetworks = allowed }));
}
