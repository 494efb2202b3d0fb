using Microsoft.Playwright;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.EndToEnd;

/// <summary>A real browser at the gateway: sign-in, the session, sign-out everywhere, and no violations of the content policy.</summary>
[Collection(nameof(WholePlatform))]
public sealed class BrowserTests(ObservedPlatform platform) : IAsyncLifetime
{
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    IPlaywright _playwright = null!;
    IBrowser _chromium = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
    }

    [Theory]
    [InlineData("zh-CN", 1280, "退出")]
    [InlineData("en-GB", 390, "Sign out")]
    public async Task A_person_signs_in_and_out(string locale, int width, string signOut)
    {
        await using var context = await _chromium.NewContextAsync(new() { Locale = locale, ViewportSize = new() { Width = width, Height = 844 } });
        var page = await context.NewPageAsync();
        List<string> complaints = [];
        page.Console += (_, message) => complaints.AddRange(message.Type == "error" && !message.Text.Contains("401", StringComparison.Ordinal) ? [message.Text] : []);
        page.PageError += (_, error) => complaints.Add(error);

        await SignInAsync(page, SampleAccounts.Read(platform.AccountsFile).Holder(Cppcc.Office));
        await Assertions.Expect(page.Locator("[data-user=district]")).ToHaveTextAsync("330305");
        Assert.Equal(200, await AskAsync(page, "/api/clues"));
        Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"), "the page is wider than the screen");
        Assert.DoesNotContain("supervision", await page.EvaluateAsync<string>("() => document.cookie"), StringComparison.OrdinalIgnoreCase);

        await page.GetByRole(AriaRole.Button, new() { Name = signOut }).ClickAsync();
        await page.WaitForURLAsync("**/?signed-out*");
        Assert.Equal(401, await AskAsync(page, "/bff/user"));
        Assert.Equal(401, await AskAsync(page, "/api/clues"));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_api_reference_is_drawn_without_breaking_the_content_policy()
    {
        await using var context = await _chromium.NewContextAsync();
        var page = await context.NewPageAsync();
        List<string> blocked = [];
        page.Console += (_, message) => blocked.AddRange(message.Text.Contains("Content Security Policy", StringComparison.Ordinal) ? [message.Text] : []);
        await page.GotoAsync(new Uri(platform.Gateway, "/docs/").AbsoluteUri);
        await Assertions.Expect(page.GetByText("Feedback forms the caller reads, newest first").First).ToBeAttachedAsync(new() { Timeout = 20_000 });
        Assert.Empty(blocked);
    }

    async Task SignInAsync(IPage page, SampleAccount account)
    {
        await page.GotoAsync(platform.Gateway.AbsoluteUri);
        await page.Locator("[data-login]").ClickAsync();
        await page.Locator("#username").FillAsync(account.Username);
        await page.Locator("#password").FillAsync(account.Password);
        await page.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-user=name]")).ToHaveTextAsync(account.Name);
    }

    static Task<int> AskAsync(IPage page, string address) => page.EvaluateAsync<int>(
        "async address => (await fetch(address, { headers: { 'X-Supervision-Csrf': '1' } })).status", address);
}
