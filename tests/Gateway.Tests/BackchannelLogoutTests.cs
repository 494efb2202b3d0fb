using System.Net;

namespace Supervision.Gateway.Tests;

public sealed class BackchannelLogoutTests(GatewayHost host)
{
    [Fact]
    public async Task The_provider_ends_one_session_by_its_sid_and_all_of_a_user_by_sub()
    {
        using var first = new PortalBrowser(host.Gateway.Address);
        using var second = new PortalBrowser(host.Gateway.Address);
        using var third = new PortalBrowser(host.Gateway.Address);
        var user = host.Provider.NextUser = Guid.NewGuid().ToString();
        foreach (var browser in (PortalBrowser[])[first, second, third]) await browser.SignInAsync();
        var sid = await host.QueryAsync<string>($"select provider_session from sessions where subject = '{user}' order by created_at limit 1");

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host.Provider.LogoutToken(user, sid))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(first));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(second));

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host.Provider.LogoutToken(user, null))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(second));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(third));
    }

    [Fact]
    public async Task A_logout_token_that_is_not_right_in_every_point_ends_nothing()
    {
        using var browser = new PortalBrowser(host.Gateway.Address);
        var user = host.Provider.NextUser = Guid.NewGuid().ToString();
        await browser.SignInAsync();
        var provider = host.Provider;
        string[] bad =
        [
            provider.LogoutToken(user, null, key: Keys.Foreign),
            provider.LogoutToken(user, null, issuer: "https://elsewhere.example"),
            provider.LogoutToken(user, null, token => token["aud"] = "mobile"),
            provider.LogoutToken(user, null, token => token.Remove("events")),
            provider.LogoutToken(user, null, token => token["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/other"] = "x" }),
            provider.LogoutToken(user, null, token => token["nonce"] = "abc"),
            provider.LogoutToken(user, null, token => token.Remove("jti")),
            provider.LogoutToken(user, null, token => token["iat"] = DateTimeOffset.UtcNow.AddMinutes(-10)),
            provider.LogoutToken(null, null),
            provider.AccessToken(user),
            "rubbish",
        ];
        foreach (var token in bad)
        {
            Assert.Equal("signout.token", await (await SendAsync(token)).ProblemAsync(HttpStatusCode.BadRequest));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
        }
    }

    [Fact]
    public async Task A_logout_token_counts_once()
    {
        using var browser = new PortalBrowser(host.Gateway.Address);
        var user = host.Provider.NextUser = Guid.NewGuid().ToString();
        var token = host.Provider.LogoutToken(user, null);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(token)).StatusCode);
        await browser.SignInAsync();
        Assert.Equal("signout.token", await (await SendAsync(token)).ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
    }

    async Task<HttpResponseMessage> SendAsync(string token)
    {
        using var provider = new PortalBrowser(host.Gateway.Address);
        return await provider.PostAsync("/bff/backchannel-logout", new FormUrlEncodedContent([new("logout_token", token)]));
    }

    static async Task<HttpStatusCode> StatusAsync(PortalBrowser browser) => (await browser.GetAsync("/bff/user")).StatusCode;
}
