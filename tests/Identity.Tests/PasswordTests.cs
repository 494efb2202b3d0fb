using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Contracts;
using Supervision.Identity.Data;
using Supervision.Identity.Tests.Running;
using Supervision.Identity.Users;
using Supervision.Testing;

namespace Supervision.Identity.Tests;

public sealed class PasswordTests(IdentityHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_failures_lock_a_name_and_the_right_password_no_longer_helps()
    {
        var account = await host.CreateUserAsync(Cppcc.Member, Ct);
        for (var attempt = 1; attempt <= 4; attempt++) Assert.Contains("不正确", await TryAsync(account.Username, "wrong"), StringComparison.Ordinal);
        Assert.Contains("已锁定", await TryAsync(account.Username, "wrong"), StringComparison.Ordinal);
        Assert.Contains("已锁定", await TryAsync(account.Username, account.Password), StringComparison.Ordinal);
        Assert.Contains("已锁定", await TryAsync(account.Username.ToUpperInvariant(), account.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_locked_all_the_same()
    {
        var name = $"nobody-{Guid.NewGuid():N}";
        for (var attempt = 1; attempt <= 4; attempt++) Assert.Contains("不正确", await TryAsync(name, "wrong"), StringComparison.Ordinal);
        Assert.Contains("已锁定", await TryAsync(name, "wrong"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_success_forgives_earlier_failures()
    {
        var account = await host.CreateUserAsync(Cppcc.Member, Ct);
        for (var round = 1; round <= 2; round++)
        {
            for (var attempt = 1; attempt <= 4; attempt++) await TryAsync(account.Username, "wrong");
            Assert.NotEmpty((await host.SignIn.PersonAsync(account, ct: Ct)).Access);
        }
    }

    [Fact]
    public async Task Attempts_at_the_same_moment_are_all_counted()
    {
        var account = await host.CreateUserAsync(Cppcc.Member, Ct);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => TryAsync(account.Username, "wrong")));
        Assert.Contains("已锁定", await TryAsync(account.Username, account.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_can_tell_which_accounts_exist()
    {
        var existing = await host.CreateUserAsync(Cppcc.Member, Ct);
        var deactivated = await host.CreateUserAsync(Cppcc.Member, Ct);
        await DeactivateAsync(deactivated);
        string[] answers =
        [
            await TryAsync(existing.Username, "wrong"), await TryAsync(deactivated.Username, deactivated.Password), await TryAsync($"nobody-{Guid.NewGuid():N}", "wrong"),
        ];
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Nor_by_the_time_the_answer_takes()
    {
        var existing = await host.CreateUserAsync(Cppcc.Member, Ct);
        var nobody = $"nobody-{Guid.NewGuid():N}";
        var (known, unknown) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            known = Least(known, await TimeAsync(existing.Username));
            unknown = Least(unknown, await TimeAsync(nobody));
        }

        Assert.InRange(unknown / known, 0.4, 2.5); // without the dummy hash it is below 0.2
    }

    [Fact]
    public async Task A_deactivated_user_gets_no_new_tokens()
    {
        var account = await host.CreateUserAsync(Cppcc.Office, Ct);
        using var browser = new Browser(host.SignIn.Address);
        var tokens = await host.SignIn.PersonAsync(browser, account, ct: Ct);
        await DeactivateAsync(account);

        await CodeFlowTests.RefusedAsync(host.SignIn, new() { ["grant_type"] = "refresh_token", ["client_id"] = "mobile", ["refresh_token"] = tokens.Refresh! });
        using var page = await browser.FollowAsync(await browser.GetAsync(new AuthorizationRequest("openid").Address(host.SignIn.Address), Ct), Ct);
        Assert.NotNull((await Browser.ReadAsync(page, Ct)).QuerySelector("#password"));
        Assert.Contains("不正确", await TryAsync(account.Username, account.Password), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short-Aa1")]
    [InlineData("only-lower-case-letters")]
    [InlineData("NoDigitsHere--Really")]
    [InlineData("Aa1-Aa1-Aa1-")]
    public async Task Weak_passwords_are_refused(string password)
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            UserName = $"weak-{Guid.NewGuid():N}",
            Name = "弱口令",
            District = "330305",
            Body = Bodies.Cppcc,
            Roles = ["member"],
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.DoAsync(async services =>
        {
            await services.GetRequiredService<UserAccounts>().CreateAsync(user, password, Ct);
            return true;
        }));
    }

    async Task DeactivateAsync(SampleAccount account) => await host.DoAsync(async services =>
    {
        var user = await services.GetRequiredService<IdentityDb>().Users.FindAsync([account.UserId], Ct);
        await services.GetRequiredService<UserAccounts>().DeactivateAsync(user!, Ct);
        return true;
    });

    /// <summary>The page's message about it.</summary>
    async Task<string> TryAsync(string name, string password)
    {
        using var browser = new Browser(host.SignIn.Address);
        using var answer = await SubmitAsync(browser, await browser.GetAsync("sign-in", Ct), name, password);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await Browser.ReadAsync(answer, Ct)).QuerySelector("[role=alert]")!.TextContent;
    }

    async Task<TimeSpan> TimeAsync(string name)
    {
        using var browser = new Browser(host.SignIn.Address);
        var page = await browser.GetAsync("sign-in", Ct);
        var time = Stopwatch.StartNew();
        using var answer = await SubmitAsync(browser, page, name, "wrong");
        return time.Elapsed;
    }

    static Task<HttpResponseMessage> SubmitAsync(Browser browser, HttpResponseMessage page, string name, string password) =>
        browser.SubmitAsync(page, new Dictionary<string, string> { ["username"] = name, ["password"] = password }, ct: Ct);

    static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
