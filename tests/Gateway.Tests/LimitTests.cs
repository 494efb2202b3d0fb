using System.Globalization;
using System.Net;
using Xunit;

namespace Supervision.Gateway.Tests;

public sealed class LimitTests(GatewayHost host)
{
    static readonly Dictionary<string, string?> Small = new()
    {
        ["Limits:Caller:PerSecond"] = "1", ["Limits:Caller:Burst"] = "5",
        ["Limits:Address:PerSecond"] = "1", ["Limits:Address:Burst"] = "20",
        ["Limits:SignIn:PerSecond"] = "1", ["Limits:SignIn:Burst"] = "3",
        ["Limits:Streams"] = "2",
    };

    [Fact]
    public async Task A_caller_who_asks_too_much_is_told_to_wait_and_nobody_else_is()
    {
        await using var gateway = await host.StartCopyAsync(Small);
        using var browser = new Browser(gateway.Address);
        var (greedy, modest) = (host.Provider.AccessToken(Guid.NewGuid().ToString()), host.Provider.AccessToken(Guid.NewGuid().ToString()));
        var refused = await FirstAsync(HttpStatusCode.TooManyRequests, 20, () => AskAsync(greedy));
        Assert.Equal("request.too_many", await refused.ProblemAsync(HttpStatusCode.TooManyRequests));
        Assert.True(int.Parse(refused.Headers.RetryAfter!.ToString(), CultureInfo.InvariantCulture) >= 1);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(modest)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/alive")).StatusCode);
        await Eventually.TrueAsync(async () => (await AskAsync(greedy)).StatusCode is HttpStatusCode.OK, () => "The caller is still refused.");

        Task<HttpResponseMessage> AskAsync(string token) => browser.GetAsync("/api/clues/echo", ("Authorization", $"Bearer {token}"));
    }

    [Fact]
    public async Task A_forged_name_draws_on_the_senders_own_allowance()
    {
        await using var gateway = await host.StartCopyAsync(Small);
        using var browser = new Browser(gateway.Address);
        var victim = Guid.NewGuid().ToString();
        var forged = host.Provider.AccessToken(victim, key: Keys.Foreign);
        await FirstAsync(HttpStatusCode.TooManyRequests, 40, () => browser.GetAsync("/api/clues/echo", ("Authorization", $"Bearer {forged}")));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/clues/echo", ("Authorization", $"Bearer {host.Provider.AccessToken(victim)}"))).StatusCode);
    }

    [Fact]
    public async Task A_made_up_address_does_not_help()
    {
        await using var gateway = await host.StartCopyAsync(Small);
        using var browser = new Browser(gateway.Address);
        var tries = 0;
        await FirstAsync(HttpStatusCode.TooManyRequests, 40, () => browser.GetAsync("/nothing", ("X-Forwarded-For", $"198.51.100.{++tries}")));
    }

    [Theory]
    [InlineData("GET", "/bff/login")]
    [InlineData("POST", "/identity/echo")]
    public async Task Sign_in_has_a_limit_of_its_own(string method, string path)
    {
        await using var gateway = await host.StartCopyAsync(Small);
        using var browser = new Browser(gateway.Address);
        await FirstAsync(HttpStatusCode.TooManyRequests, 6, () => browser.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Open_streams_are_counted()
    {
        await using var gateway = await host.StartCopyAsync(Small);
        using var browser = new Browser(gateway.Address);
        var token = ("Authorization", $"Bearer {host.Provider.AccessToken(Guid.NewGuid().ToString())}");
        using var first = await browser.GetAsync("/api/notifications/stream", token);
        using var second = await browser.GetAsync("/api/notifications/stream", token);
        var third = await browser.GetAsync("/api/notifications/stream", token);
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
