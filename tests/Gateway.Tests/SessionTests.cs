using System.Net;
using System.Text.Json;
using Supervision.Gateway.Tests.Foreign;

namespace Supervision.Gateway.Tests;

/// <summary>Run one at a time: each test sets who signs in next at the provider and how long its tokens live.</summary>
public sealed class SessionTests(GatewayHost host) : IDisposable
{
    readonly PortalBrowser _browser = new(host.Gateway.Address);

    public void Dispose()
    {
        host.Provider.AccessLifetime = TimeSpan.FromMinutes(10);
        _browser.Dispose();
    }

    [Fact]
    public async Task Signed_in_a_browser_has_a_user_and_reaches_services_with_a_token_it_never_sees()
    {
        var user = await SignInAsync("/cases?id=1");
        var me = await (await _browser.GetAsync("/bff/user")).ReadAsync<JsonElement>();
        Assert.Equal((user, "330305", "cppcc", "330305-cppcc"),
            (me.GetProperty("id").GetString(), me.GetProperty("district").GetString(), me.GetProperty("body").GetString(), me.GetProperty("tenant").GetString()));
        Assert.Equal(["office", "liaison"], me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.InRange(me.GetProperty("expiresAt").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(55), DateTimeOffset.UtcNow.AddMinutes(61));

        var seen = await (await _browser.CallAsync("/api/clues/echo")).ReadAsync<Seen>();
        Assert.Equal(user, seen.Subject);
        Assert.False(seen.Headers.ContainsKey("cookie"));
        var answer = await _browser.GetAsync("/bff/user");
        Assert.DoesNotContain("eyJ", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.DoesNotContain(_browser.Cookies.Values, value => value.Contains("eyJ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_for_scripts_other_sites_and_other_hosts()
    {
        await SignInAsync();
        var attributes = _browser.SetCookies["__Host-supervision"].Split("; ").Skip(1).Select(a => a.ToLowerInvariant()).ToHashSet();
        Assert.Equal(["path=/", "secure", "httponly", "samesite=lax"], attributes.Order().OrderBy(a => a switch { "path=/" => 0, "secure" => 1, "httponly" => 2, _ => 3 }));
        Assert.Equal(["__Host-supervision"], _browser.Cookies.Keys); // cookies of the sign-in itself are gone
    }

    [Fact]
    public async Task Identity_sees_its_own_cookies_and_not_the_session()
    {
        await SignInAsync();
        _browser["identity.session"] = "a.b_c-d";
        var headers = await (await _browser.GetAsync("/identity/echo")).ReadAsync<Dictionary<string, string>>();
        Assert.Equal("identity.session=a.b_c-d", headers["Cookie"]);
        Assert.False(headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("GET", null, null, null, false)]
    [InlineData("GET", "1", null, null, true)]
    [InlineData("POST", null, "same-origin", null, false)]
    [InlineData("POST", "1", null, null, true)]
    [InlineData("POST", "1", "same-origin", "own", true)]
    [InlineData("POST", "1", "cross-site", null, false)]
    [InlineData("POST", "1", "same-site", null, false)]
    [InlineData("POST", "1", null, "https://elsewhere.example", false)]
    [InlineData("DELETE", null, null, null, false)]
    public async Task A_request_signed_by_the_cookie_must_come_from_our_pages(string method, string? header, string? site, string? origin, bool passes)
    {
        await SignInAsync();
        var request = new HttpRequestMessage(new HttpMethod(method), "/api/clues/echo");
        if (header is not null) request.Headers.Add("X-Supervision-Csrf", header);
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null) request.Headers.Add("Origin", origin == "own" ? host.Gateway.Address.GetLeftPart(UriPartial.Authority) : origin);
        var answer = await _browser.SendAsync(request);
        if (passes) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        else Assert.Equal("csrf.required", await answer.ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task An_event_stream_is_let_through_on_the_browsers_word()
    {
        await SignInAsync();
        using var own = await _browser.GetAsync("/api/notifications/stream", ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal("csrf.required", await (await _browser.GetAsync("/api/notifications/stream")).ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal("csrf.required", await (await _browser.GetAsync("/api/notifications/stream", ("Sec-Fetch-Site", "cross-site"))).ProblemAsync(HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task A_token_wins_over_the_cookie()
    {
        await SignInAsync();
        var other = Guid.NewGuid().ToString();
        var seen = await (await _browser.GetAsync("/api/clues/echo", ("Authorization", $"Bearer {host.Provider.AccessToken(other)}"))).ReadAsync<Seen>();
        Assert.Equal(other, seen.Subject);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _browser.GetAsync("/api/clues/echo", ("Authorization", "Bearer bad"))).StatusCode);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("cases")]
    public async Task Sign_in_never_leads_elsewhere(string returnUrl) =>
        Assert.Equal("signin.return_url", await (await _browser.GetAsync($"/bff/login?returnUrl={Uri.EscapeDataString(returnUrl)}")).ProblemAsync(HttpStatusCode.BadRequest));

    [Fact]
    public async Task An_answer_of_the_provider_that_was_not_asked_for_signs_nobody_in()
    {
        var answer = await _browser.GetAsync("/bff/callback?code=abc&state=def");
        Assert.Equal("/?sign-in-failed", answer.Headers.Location?.ToString());
        Assert.Empty(_browser.Cookies);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_at_the_provider()
    {
        await SignInAsync();
        using var thief = _browser.At(host.Gateway.Address);
        host.Provider.SignOuts.Clear();
        var end = await _browser.FollowAsync(await _browser.PostAsync("/bff/logout", null, ("Sec-Fetch-Site", "same-origin")));
        Assert.Equal("/?signed-out", PortalBrowser.Path(end));
        Assert.False(string.IsNullOrEmpty(Assert.Single(host.Provider.SignOuts)));
        Assert.Empty(_browser.Cookies);
        Assert.Equal(HttpStatusCode.Unauthorized, (await thief.CallAsync("/api/clues/echo")).StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("X-Nothing", "said")]
    public async Task Another_site_cannot_sign_a_user_out(string header, string value)
    {
        await SignInAsync();
        Assert.Equal("csrf.required", await (await _browser.GetAsync("/bff/logout", (header, value))).ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync("/bff/user")).StatusCode);
    }

    [Fact]
    public async Task A_session_outlives_the_gateway_and_serves_at_any_copy()
    {
        GatewayProcess first;
        await using (first = await host.StartCopyAsync())
        {
            await SignInAsync();
            using var there = _browser.At(first.Address);
            Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/bff/user")).StatusCode);
        }

        await using var second = await host.StartCopyAsync();
        using var again = _browser.At(second.Address);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/bff/user")).StatusCode);
    }

    [Fact]
    public async Task A_new_sign_in_does_not_take_over_the_session_before_it()
    {
        await SignInAsync();
        using var before = _browser.At(host.Gateway.Address);
        var second = await SignInAsync();
        Assert.Equal(second, (await (await _browser.GetAsync("/bff/user")).ReadAsync<JsonElement>()).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await before.GetAsync("/bff/user")).StatusCode);
    }

    [Fact]
    public async Task Requests_that_come_together_with_a_token_nearly_over_renew_it_once_at_two_copies()
    {
        host.Provider.AccessLifetime = TimeSpan.FromSeconds(30); // shorter than the renewal margin: due at once
        var user = await SignInAsync();
        host.Provider.AccessLifetime = TimeSpan.FromMinutes(10);
        var before = host.Provider.Renewals.GetValueOrDefault(user);
        await using var copy = await host.StartCopyAsync();
        using var there = _browser.At(copy.Address);
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => (i % 2 == 0 ? _browser : there).CallAsync("/api/clues/echo")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(before + 1, host.Provider.Renewals[user]);
        Assert.Equal(HttpStatusCode.OK, (await _browser.CallAsync("/api/clues/echo")).StatusCode);
    }

    [Fact]
    public async Task A_session_the_provider_no_longer_renews_is_over()
    {
        host.Provider.AccessLifetime = TimeSpan.FromSeconds(30);
        await SignInAsync();
        host.Provider.Forget();
        Assert.Equal(HttpStatusCode.Unauthorized, (await _browser.CallAsync("/api/clues/echo")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _browser.GetAsync("/bff/user")).StatusCode);
    }

    [Fact]
    public async Task A_session_nobody_uses_and_one_that_is_too_old_are_over()
    {
        foreach (var late in (string[])["expires_at = now() - interval '1 s'", "created_at = now() - interval '13 h'"])
        {
            var user = await SignInAsync();
            Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync("/bff/user")).StatusCode);
            await host.QueryAsync<string>($"update sessions set {late} where subject = '{user}' returning subject");
            Assert.Equal(HttpStatusCode.Unauthorized, (await _browser.GetAsync("/bff/user")).StatusCode);
        }
    }

    [Fact]
    public async Task What_is_stored_of_a_session_gives_away_neither_cookie_nor_tokens()
    {
        var user = await SignInAsync();
        var row = await host.QueryAsync<string>($"select row_to_json(s)::text || encode(s.ticket, 'escape') from sessions s where subject = '{user}'");
        Assert.DoesNotContain("eyJ", row);
        Assert.DoesNotContain("示例人员", row);
        var open = await host.QueryAsync<long>("""
            select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity and relname <> '__EFMigrationsHistory'
            """);
        Assert.Equal(0, open);
    }

    async Task<string> SignInAsync(string returnUrl = "/")
    {
        var user = host.Provider.NextUser = Guid.NewGuid().ToString();
        var end = await _browser.SignInAsync(returnUrl);
        Assert.Equal(returnUrl, PortalBrowser.Path(end));
        return user;
    }
}
