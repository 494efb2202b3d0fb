using System.Net;
using Supervision.Contracts;
using Supervision.Identity.Tests.Running;
using Supervision.Testing;

namespace Supervision.Identity.Tests;

public sealed class PageTests(IdentityHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-CN", "sign-in", "登录")]
    [InlineData("en-GB,zh;q=0.5", "sign-in", "Sign in")]
    [InlineData("fr", "sign-in", "登录")]
    [InlineData("zh-CN", "sign-in?ui_locales=en", "Sign in")]
    [InlineData("en", "sign-in?ui_locales=fr%20zh-Hans", "登录")]
    [InlineData("en", "signed-out", "You are signed out")]
    [InlineData("zh", "no-such-page", "无法完成请求")]
    [InlineData("en", "no-such-page", "This did not work")]
    public async Task Pages_speak_the_readers_language(string browserLanguages, string address, string heading)
    {
        using var browser = new Browser(host.SignIn.Address, browserLanguages);
        using var response = await browser.GetAsync(address, Ct);
        var page = await Browser.ReadAsync(response, Ct);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Equal(heading.Any(letter => letter > 0x2000) ? "zh-CN" : "en", page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task The_clients_language_reaches_the_sign_in_page_and_the_switch_changes_it()
    {
        using var browser = new Browser(host.SignIn.Address, "zh-CN");
        var request = new AuthorizationRequest("openid") { Other = new() { ["ui_locales"] = "en" } };
        using var english = await browser.FollowAsync(await browser.GetAsync(request.Address(host.SignIn.Address), Ct), Ct);
        var page = await Browser.ReadAsync(english, Ct);
        Assert.Equal("Sign in", page.QuerySelector("h1")!.TextContent);
        using var chinese = await browser.GetAsync(page.QuerySelector(".languages a[lang=zh-CN]")!.GetAttribute("href")!, Ct);
        var switched = await Browser.ReadAsync(chinese, Ct);
        Assert.Equal("登录", switched.QuerySelector("h1")!.TextContent);
        Assert.Equal(page.QuerySelector("[name=returnUrl]")!.GetAttribute("value"), switched.QuerySelector("[name=returnUrl]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("sign-in?returnUrl=https://evil.example/")]
    [InlineData("sign-in?returnUrl=//evil.example/")]
    [InlineData("sign-in?returnUrl=/%5Cevil.example/")]
    [InlineData("sign-out?returnUrl=https://evil.example/")]
    public async Task Pages_lead_nowhere_else(string address)
    {
        using var browser = new Browser(host.SignIn.Address);
        using var response = await browser.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_form_sent_from_elsewhere_is_refused()
    {
        using var browser = new Browser(host.SignIn.Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, "sign-in") { Content = new FormUrlEncodedContent([new("username", "a"), new("password", "b")]) };
        using var response = await browser.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await Browser.ReadAsync(response, Ct)).QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task Who_is_signed_in_sees_who_that_is_and_can_sign_out()
    {
        var account = host.Samples.Holder(Others.Contact);
        using var browser = new Browser(host.SignIn.Address);
        await host.SignIn.PersonAsync(browser, account, ct: Ct);
        using var response = await browser.GetAsync("", Ct);
        var text = (await Browser.ReadAsync(response, Ct)).QuerySelector("main")!.TextContent;
        foreach (var shown in (string[])[account.Name, account.Username, account.District, account.Unit!, "被监督单位", "单位联络员"])
            Assert.Contains(shown, text, StringComparison.Ordinal);

        using var out1 = await browser.FollowAsync(await browser.SubmitAsync(response, new Dictionary<string, string>(), ct: Ct), Ct);
        Assert.Equal("您已退出登录", (await Browser.ReadAsync(out1, Ct)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Errors_are_announced_and_tied_to_their_fields()
    {
        using var browser = new Browser(host.SignIn.Address);
        using var response = await browser.SubmitAsync(await browser.GetAsync("sign-in", Ct), new Dictionary<string, string> { ["username"] = "someone" }, ct: Ct);
        var page = await Browser.ReadAsync(response, Ct);
        var alert = page.QuerySelector("[role=alert]")!;
        foreach (var field in (string[])["username", "password"])
        {
            Assert.Equal("true", page.QuerySelector($"#{field}")!.GetAttribute("aria-invalid"));
            Assert.Equal(alert.Id, page.QuerySelector($"#{field}")!.GetAttribute("aria-describedby"));
            Assert.NotNull(page.QuerySelector($"label[for={field}]"));
        }

        Assert.Equal("someone", page.QuerySelector("#username")!.GetAttribute("value"));
        Assert.Null(page.QuerySelector("#password")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Pages_run_no_script_and_stay_out_of_frames_and_caches()
    {
        using var browser = new Browser(host.SignIn.Address);
        using var response = await browser.GetAsync("sign-in", Ct);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        var page = await Browser.ReadAsync(response, Ct);
        Assert.Empty(page.Scripts);
        Assert.Empty(page.QuerySelectorAll("[style], style, [onclick]"));
        using var style = await browser.GetAsync(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!, Ct);
        Assert.Equal("text/css", style.Content.Headers.ContentType!.MediaType);
        Assert.All(browser.Cookies, cookie => Assert.True(cookie.HttpOnly));
    }
}
