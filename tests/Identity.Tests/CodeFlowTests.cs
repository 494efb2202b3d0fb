using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Supervision.Contracts;
using Supervision.Identity.Tests.Running;
using Supervision.Testing;

namespace Supervision.Identity.Tests;

public sealed class CodeFlowTests(IdentityHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    SampleAccount Account => host.Samples.Holder(Cppcc.Secretary);

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("code_challenge_method", "plain")]
    [InlineData("response_mode", "form_post")]
    [InlineData("response_type", "token")]
    public async Task A_request_that_is_not_code_with_PKCE_is_refused_at_the_client(string parameter, string? value)
    {
        var other = new Dictionary<string, string?> { [parameter] = value };
        if (value is null) other["code_challenge_method"] = null;
        using var browser = new Browser(host.SignIn.Address);
        using var response = await browser.GetAsync(new AuthorizationRequest("openid clues") { Other = other }.Address(host.SignIn.Address), Ct);
        var error = response.Headers.Location is { } location
            ? QueryHelpers.ParseQuery(location.Query)["error"].ToString()
            : (await Browser.ReadAsync(response, Ct)).QuerySelector("code")?.TextContent;
        Assert.Contains(error, (IEnumerable<string?>)["invalid_request", "unsupported_response_type", "unauthorized_client"]);
    }

    [Theory]
    [InlineData("http://evil.example/callback")]
    [InlineData("http://127.0.0.1:4321/other")]
    [InlineData("supervision:/callback/more")]
    public async Task A_redirect_that_is_not_registered_leads_nowhere(string redirect)
    {
        using var browser = new Browser(host.SignIn.Address);
        var address = new AuthorizationRequest("openid clues") { RedirectUri = redirect }.Address(host.SignIn.Address);
        using var page = await browser.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Null(page.Headers.Location);
        var document = await Browser.ReadAsync(page, Ct);
        Assert.Equal("invalid_request", document.QuerySelector("code")!.TextContent);
        Assert.DoesNotContain(document.Links, link => link.GetAttribute("href")!.Contains("evil", StringComparison.Ordinal) && link.GetAttribute("hreflang") is null);
    }

    [Fact]
    public async Task Native_clients_are_called_back_at_their_scheme()
    {
        var request = new AuthorizationRequest("openid clues") { RedirectUri = "supervision:/callback" };
        using var browser = new Browser(host.SignIn.Address);
        using var response = await host.SignIn.AuthorizeAsync(browser, request, Account, Ct);
        Assert.Equal("supervision", response.Headers.Location!.Scheme);
        var tokens = await host.SignIn.ExchangeAsync(request.Exchange(request.CodeOf(response)), Ct);
        Assert.NotEmpty(tokens.Access);
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier-another-verifier-another-verifier")]
    [InlineData("code_verifier", null)]
    [InlineData("redirect_uri", "http://127.0.0.1:9999/callback")]
    [InlineData("code", "no-such-code")]
    [InlineData("client_id", "portal")]
    public async Task A_code_is_good_only_for_its_asker(string parameter, string? value)
    {
        var (request, code) = await CodeAsync(host.SignIn);
        var form = request.Exchange(code);
        if (value is null) form.Remove(parameter);
        else form[parameter] = value;
        await RefusedAsync(host.SignIn, form);
    }

    [Fact]
    public async Task A_code_is_good_once_and_its_second_use_ends_what_came_of_the_first()
    {
        var (request, code) = await CodeAsync(host.SignIn);
        var tokens = await host.SignIn.ExchangeAsync(request.Exchange(code), Ct);
        await RefusedAsync(host.SignIn, request.Exchange(code));
        await RefusedAsync(host.SignIn, Refresh(tokens.Refresh!));
    }

    [Fact]
    public async Task An_expired_code_is_refused()
    {
        await using var copy = await host.StartCopyAsync(new() { ["Tokens__AuthorizationCode"] = "00:00:00.001" }, Ct);
        var signIn = new SignInClient(copy.Address);
        var (request, code) = await CodeAsync(signIn);
        await RefusedAsync(signIn, request.Exchange(code));
    }

    [Fact]
    public async Task The_portal_has_to_prove_itself()
    {
        var request = new AuthorizationRequest("openid clues") { ClientId = "portal", RedirectUri = new Uri(host.Portal, "/bff/callback").AbsoluteUri };
        using var browser = new Browser(host.SignIn.Address);
        using var response = await host.SignIn.AuthorizeAsync(browser, request, Account, Ct);
        var form = request.Exchange(request.CodeOf(response));
        form["client_secret"] = "not-the-secret";
        await RefusedAsync(host.SignIn, form, "invalid_client");
        form["client_secret"] = IdentityHost.PortalSecret;
        Assert.NotEmpty((await host.SignIn.ExchangeAsync(form, Ct)).Access);
    }

    [Fact]
    public async Task Who_is_signed_in_is_not_asked_again_unless_the_client_insists()
    {
        using var browser = new Browser(host.SignIn.Address);
        await host.SignIn.PersonAsync(browser, Account, ct: Ct);
        var again = new AuthorizationRequest("openid");
        using var silent = await browser.GetAsync(again.Address(host.SignIn.Address), Ct);
        Assert.NotEmpty(again.CodeOf(silent));

        var insisting = new AuthorizationRequest("openid") { Other = new() { ["prompt"] = "login" } };
        using var page = await browser.FollowAsync(await browser.GetAsync(insisting.Address(host.SignIn.Address), Ct), Ct);
        Assert.NotNull((await Browser.ReadAsync(page, Ct)).QuerySelector("#password"));
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_no_code_silently()
    {
        using var browser = new Browser(host.SignIn.Address);
        using var response = await browser.GetAsync(
            new AuthorizationRequest("openid") { Other = new() { ["prompt"] = "none" } }.Address(host.SignIn.Address), Ct);
        Assert.Equal("login_required", QueryHelpers.ParseQuery(response.Headers.Location!.Query)["error"]);
    }

    [Fact]
    public async Task Refresh_tokens_rotate_and_reuse_ends_the_chain()
    {
        var first = await host.SignIn.PersonAsync(Account, ct: Ct);
        var second = await host.SignIn.RefreshAsync(first.Refresh!, Ct);
        Assert.NotEqual(first.Refresh, second.Refresh);
        Assert.Equal(Tokens.Claims(first.Id!).GetProperty("sid").GetString(), Tokens.Claims(second.Id!).GetProperty("sid").GetString());
        await RefusedAsync(host.SignIn, Refresh(first.Refresh!));
        await RefusedAsync(host.SignIn, Refresh(second.Refresh!));
    }

    [Fact]
    public async Task A_revoked_refresh_token_is_dead()
    {
        var tokens = await host.SignIn.PersonAsync(Account, ct: Ct);
        using var revoked = await host.SignIn.PostAsync("connect/revoke", new() { ["client_id"] = SignInClient.Client, ["token"] = tokens.Refresh! }, Ct);
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        await RefusedAsync(host.SignIn, Refresh(tokens.Refresh!));
    }

    [Fact]
    public async Task Systems_need_their_secret_and_their_scopes()
    {
        var client = host.Samples.System(Bodies.Discipline);
        Dictionary<string, string> form = new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client.Id,
            ["client_secret"] = "wrong",
            ["scope"] = "clues",
        };
        await RefusedAsync(host.SignIn, form, "invalid_client");
        form["client_secret"] = client.Secret;
        form["scope"] = "offline_access";
        await RefusedAsync(host.SignIn, form, "invalid_scope", "invalid_request");
        form["scope"] = "no-such-scope";
        await RefusedAsync(host.SignIn, form, "invalid_scope", "invalid_request");
        form["client_id"] = "portal";
        form["client_secret"] = IdentityHost.PortalSecret;
        form["scope"] = "clues";
        await RefusedAsync(host.SignIn, form, "unauthorized_client");
    }

    async Task<(AuthorizationRequest Request, string Code)> CodeAsync(SignInClient signIn)
    {
        var request = new AuthorizationRequest(SignInClient.AllScopes);
        using var browser = new Browser(signIn.Address);
        using var response = await signIn.AuthorizeAsync(browser, request, Account, Ct);
        return (request, request.CodeOf(response));
    }

    static Dictionary<string, string> Refresh(string token) => new()
    {
        ["grant_type"] = "refresh_token",
        ["client_id"] = SignInClient.Client,
        ["refresh_token"] = token,
    };

    internal static async Task RefusedAsync(SignInClient signIn, Dictionary<string, string> form, params string[] errors)
    {
        using var response = await signIn.PostAsync("connect/token", form, Ct);
        var answer = await response.Content.ReadAsStringAsync(Ct);
        Assert.True((int)response.StatusCode is 400 or 401, answer);
        Assert.Contains(errors is [] ? ["invalid_grant", "invalid_client", "invalid_request"] : errors, error => answer.Contains($"\"{error}\"", StringComparison.Ordinal));
    }
}
