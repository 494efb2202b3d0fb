using System.Net;
using System.Text.Json;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Gateway.Tests;

/// <summary>The gateway with the platform's own parts. Access tokens are so short that every request of a session renews them.</summary>
public sealed class SignInPlatform() : PlatformHost(new TestHostOptions
{
    Only = ["gateway", "identity", "clues"],
    Environment = new Dictionary<string, Dictionary<string, string>> { ["identity"] = new() { ["Tokens__Access"] = "00:00:40" } },
});

public sealed class PlatformTests(SignInPlatform platform) : IClassFixture<SignInPlatform>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    SampleAccount Account => SampleAccounts.Read(platform.AccountsFile).Holder(Cppcc.Office);

    [Fact]
    public async Task A_person_signs_in_works_and_signs_out_everywhere()
    {
        using var browser = new Browser(platform.Gateway);
        Assert.Equal("/", await SignInAsync(browser));
        var me = await (await browser.GetAsync("/bff/user", Ct)).ReadAsync<JsonElement>();
        Assert.Equal(
            (Account.UserId.ToString(), Account.Name, Account.District, Account.Body),
            (me.GetProperty("id").GetString(), me.GetProperty("name").GetString(), me.GetProperty("district").GetString(), me.GetProperty("body").GetString()));
        Assert.Equal(Account.Roles, me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!));
        await (await CallAsync(browser, "/api/clues")).ReadAsync<JsonElement>();

        var logout = new HttpRequestMessage(HttpMethod.Post, "/bff/logout") { Headers = { { "Sec-Fetch-Site", "same-origin" } } };
        var end = await browser.FollowAsync(await browser.SendAsync(logout, Ct), Ct);
        Assert.Equal("/?signed-out", end.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/bff/user", Ct)).StatusCode);
        Assert.NotNull((await Browser.ReadAsync(await AskToSignInAsync(browser), Ct)).QuerySelector("input[type=password]"));
    }

    [Fact]
    public async Task Requests_that_come_together_renew_a_rotating_token_without_losing_the_session()
    {
        using var browser = new Browser(platform.Gateway);
        await SignInAsync(browser);
        for (var round = 0; round < 3; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CallAsync(browser, "/api/clues")));
            foreach (var answer in answers) await answer.ReadAsync<JsonElement>();
        }
    }

    [Fact]
    public async Task Signing_out_at_Identity_ends_the_session_here()
    {
        using var browser = new Browser(platform.Gateway);
        await SignInAsync(browser);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/bff/user", Ct)).StatusCode);
        var page = await browser.GetAsync("/identity/sign-out", Ct);
        await browser.FollowAsync(await browser.SubmitAsync(page, new Dictionary<string, string>(), ct: Ct), Ct);
        await Eventually.TrueAsync(
            async () => (await browser.GetAsync("/bff/user", Ct)).StatusCode is HttpStatusCode.Unauthorized,
            () => "The session goes on.");
    }

    async Task<string> SignInAsync(Browser browser)
    {
        var form = new Dictionary<string, string> { ["username"] = Account.Username, ["password"] = Account.Password };
        var end = await browser.FollowAsync(await browser.SubmitAsync(await AskToSignInAsync(browser), form, ct: Ct), Ct);
        return end.RequestMessage!.RequestUri!.PathAndQuery;
    }

    static async Task<HttpResponseMessage> AskToSignInAsync(Browser browser) =>
        await browser.FollowAsync(await browser.GetAsync("/bff/login?returnUrl=/", Ct), Ct);

    static Task<HttpResponseMessage> CallAsync(Browser browser, string path) =>
        browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Supervision-Csrf", "1" } } }, Ct);
}
