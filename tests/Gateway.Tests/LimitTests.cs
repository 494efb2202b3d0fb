using System.Globalization;
using System.Net;
using Supervision.Testing;

namespace Supervision.Gateway.Tests;

/// <summary>A copy of the gateway with a low limit per caller, and a low limit per address only where the test sets one.</summary>
public sealed class LimitedGateway(GatewayHost host) : IAsyncLifetime
{
    internal GatewayProcess Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await host.StartCopyAsync(new()
    {
        ["Limits:Caller:PerSecond"] = "1",
        ["Limits:Caller:Burst"] = "5",
        ["Limits:SignIn:PerSecond"] = "1",
        ["Limits:SignIn:Burst"] = "3",
        ["Limits:Public:PerSecond"] = "1",
        ["Limits:Public:Burst"] = "3",
        ["Limits:Streams"] = "2",
    });

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}

public sealed class LimitTests(GatewayHost host, LimitedGateway limited) : IClassFixture<LimitedGateway>, IDisposable
{
    readonly PortalBrowser _browser = new(limited.Gateway.Address);

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task A_caller_who_asks_too_much_is_told_to_wait_and_nobody_else_is()
    {
        var (greedy, modest) = (host.Provider.AccessToken(Guid.NewGuid().ToString()), host.Provider.AccessToken(Guid.NewGuid().ToString()));
        var refused = await FirstAsync(HttpStatusCode.TooManyRequests, 20, () => AskAsync(greedy));
        Assert.Equal("request.too_many", await refused.ProblemAsync(HttpStatusCode.TooManyRequests));
        Assert.True(int.Parse(refused.Headers.RetryAfter!.ToString(), CultureInfo.InvariantCulture) >= 1);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(modest)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync("/alive")).StatusCode);
        await Eventually.TrueAsync(async () => (await AskAsync(greedy)).StatusCode is HttpStatusCode.OK, () => "The caller is still refused.");

        Task<HttpResponseMessage> AskAsync(string token) => _browser.GetAsync("/api/clues/echo", ("Authorization", $"Bearer {token}"));
    }

    [Fact]
    public async Task Forged_names_and_made_up_addresses_draw_on_the_senders_own_allowance()
    {
        await using var gateway = await host.StartCopyAsync(new() { ["Limits:Address:PerSecond"] = "1", ["Limits:Address:Burst"] = "10" });
        using var browser = new PortalBrowser(gateway.Address);
        var (victim, tries) = (Guid.NewGuid().ToString(), 0);
        var forged = host.Provider.AccessToken(victim, key: Keys.Foreign);
        await FirstAsync(HttpStatusCode.TooManyRequests, 40, () => browser.GetAsync(
            "/api/clues/echo", ("Authorization", $"Bearer {forged}"), ("X-Forwarded-For", $"198.51.100.{++tries}")));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/clues/echo", ("Authorization", $"Bearer {host.Provider.AccessToken(victim)}"))).StatusCode);
    }

    [Theory]
    [InlineData("GET", "/bff/login")]
    [InlineData("POST", "/identity/echo")]
    public async Task Sign_in_has_a_limit_of_its_own(string method, string path)
    {
        await FirstAsync(HttpStatusCode.TooManyRequests, 6, () => _browser.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)));
        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task What_people_without_an_account_send_in_has_a_limit_of_its_own_and_reading_has_not()
    {
        var refused = await FirstAsync(HttpStatusCode.TooManyRequests, 6, () => _browser.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, $"/api/topics/public/330305/calls/{Guid.NewGuid()}/proposals")));
        Assert.Equal("request.too_many", await refused.ProblemAsync(HttpStatusCode.TooManyRequests));
        using var calls = await _browser.GetAsync("/api/topics/public/330305/calls");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, calls.StatusCode);
    }

    [Fact]
    public async Task Open_streams_are_counted()
    {
        var token = ("Authorization", $"Bearer {host.Provider.AccessToken(Guid.NewGuid().ToString())}");
        using var first = await _browser.GetAsync("/api/notifications/stream", token);
        using var second = await _browser.GetAsync("/api/notifications/stream", token);
        var third = await _browser.GetAsync("/api/notifications/stream", token);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode, third.StatusCode));
    }

    static async Task<HttpResponseMessage> FirstAsync(HttpStatusCode status, int within, Func<Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; i < within; i++)
        {
            if (await ask() is var answer && answer.StatusCode == status) return answer;
        }

        throw new InvalidOperationException($"No {status} among {within} answers.");
    }
}
