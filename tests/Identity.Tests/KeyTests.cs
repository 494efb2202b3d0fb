using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Supervision.Contracts;
using Supervision.Identity.Keys;
using Supervision.Identity.Tests.Running;
using Supervision.Testing;

namespace Supervision.Identity.Tests;

public sealed class KeyTests(IdentityHost host)
{
    static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly KeySettings Settings = new();
    static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    readonly KeySchedule _schedule = new(Settings, Longest);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_first_key_is_used_at_once() => Assert.Equal(Now, _schedule.Due(ServerKey.Signing, [], Now)!.ActiveFrom);

    [Fact]
    public void The_next_key_is_published_before_it_is_used()
    {
        var first = _schedule.Due(ServerKey.Signing, [], Now)!;
        var due = Now + Settings.Lifetime - Settings.Ahead;
        Assert.Null(_schedule.Due(ServerKey.Signing, [first], due.AddSeconds(-1)));
        var next = _schedule.Due(ServerKey.Signing, [first], due)!;
        Assert.Equal(Now + Settings.Lifetime, next.ActiveFrom);
        Assert.Equal([first, next], KeySchedule.Ordered(ServerKey.Signing, [next, first], due));
        Assert.Equal([next, first], KeySchedule.Ordered(ServerKey.Signing, [first, next], next.ActiveFrom));
        Assert.Null(_schedule.Due(ServerKey.Signing, [first, next], next.ActiveFrom));
    }

    [Fact]
    public void A_key_is_forgotten_only_when_its_last_token_has_expired()
    {
        var first = _schedule.Due(ServerKey.Encryption, [], Now)!;
        var next = _schedule.Due(ServerKey.Encryption, [first], Now + Settings.Lifetime)!;
        Assert.Empty(_schedule.Expired([first, next], next.ActiveFrom + Longest));
        Assert.Equal([first], _schedule.Expired([first, next], next.ActiveFrom + Longest + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void After_a_long_stop_the_new_key_still_waits_for_its_readers()
    {
        var first = _schedule.Due(ServerKey.Signing, [], Now)!;
        var late = Now + Settings.Lifetime * 3;
        Assert.Equal(late + Settings.Ahead, _schedule.Due(ServerKey.Signing, [first], late)!.ActiveFrom);
    }

    [Fact]
    public async Task Copies_change_keys_together_and_tokens_made_before_stay_good()
    {
        var address = IdentityProcess.FreeAddress();
        var settings = await host.MigratedAsync(address, Ct);
        foreach (var (name, value) in new[] { ("Lifetime", "00:00:12"), ("Ahead", "00:00:10"), ("Refresh", "00:00:00.5") }) settings[$"Keys__{name}"] = value;
        await using var one = await IdentityProcess.StartAsync(settings, address, Ct);
        await using var other = await IdentityProcess.StartAsync(settings, IdentityProcess.FreeAddress(), Ct);
        var (signIn, samples) = (new SignInClient(address), SampleAccounts.Read(settings["Samples__File"]));
        var before = await signIn.PersonAsync(samples.Holder(Cppcc.Chair), ct: Ct);

        var latest = before;
        await Eventually.TrueAsync(async () =>
        {
            latest = await signIn.RefreshAsync(latest.Refresh!, Ct);
            return KeyOf(latest) != KeyOf(before);
        }, "another key signs", IdentityProcess.Patience);
        Assert.Superset(new HashSet<string?> { KeyOf(before), KeyOf(latest) }, await PublishedAsync(other.Address));
        Assert.Equal(HttpStatusCode.OK, await UserInfoAsync(other.Address, before.Access));
        Assert.Equal(HttpStatusCode.OK, await UserInfoAsync(other.Address, latest.Access));
        Assert.NotEmpty((await new SignInClient(other.Address).RefreshAsync(latest.Refresh!, Ct)).Access);
    }

    [Fact]
    public async Task Tokens_and_sessions_outlive_a_restart()
    {
        var address = IdentityProcess.FreeAddress();
        var signIn = new SignInClient(address);
        using var browser = new Browser(signIn.Address);
        Tokens tokens;
        await using (await host.StartCopyAsync([], Ct, address)) tokens = await signIn.PersonAsync(browser, host.Samples.Holder(Cppcc.Chair), ct: Ct);

        await using var again = await host.StartCopyAsync([], Ct, address);
        Assert.Equal(HttpStatusCode.OK, await UserInfoAsync(address, tokens.Access));
        Assert.NotEmpty((await signIn.RefreshAsync(tokens.Refresh!, Ct)).Access);
        var silent = new AuthorizationRequest("openid") { Other = new() { ["prompt"] = "none" } };
        using var response = await browser.GetAsync(silent.Address(signIn.Address), Ct);
        Assert.NotEmpty(silent.CodeOf(response));
    }

    static string? KeyOf(Tokens tokens) => Tokens.Header(tokens.Access).GetProperty("kid").GetString();

    static async Task<HashSet<string?>> PublishedAsync(Uri address)
    {
        using var http = new HttpClient();
        var keys = await http.GetFromJsonAsync<JsonElement>(new Uri(address, "/identity/.well-known/jwks"), Ct);
        return [.. keys.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString())];
    }

    static async Task<HttpStatusCode> UserInfoAsync(Uri address, string token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/identity/connect/userinfo"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, Ct);
        return response.StatusCode;
    }
}
