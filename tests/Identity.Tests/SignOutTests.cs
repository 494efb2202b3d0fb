using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Supervision.Contracts;
using Supervision.Identity.Data;
using Supervision.Identity.Tests.Running;
using Supervision.Testing;

namespace Supervision.Identity.Tests;

public sealed class SignOutTests(IdentityHost host)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    SampleAccount Account => host.Samples.Holder(Discipline.Leader);

    [Fact]
    public async Task Signing_out_of_the_portal_ends_the_session_everywhere()
    {
        using var browser = new Browser(host.SignIn.Address);
        var portal = await PortalAsync(browser);
        var mobile = await host.SignIn.PersonAsync(browser, Account, ct: Ct);
        var session = Tokens.Claims(portal.Id!).GetProperty("sid").GetString()!;
        Assert.Equal(session, Tokens.Claims(mobile.Id!).GetProperty("sid").GetString());

        // The portal is not listening yet: its logout token must wait.
        using var response = await browser.GetAsync(EndSession(portal.Id!), Ct);
        Assert.Equal(new Uri(host.Portal, "/bff/signed-out").AbsoluteUri, response.Headers.Location!.GetLeftPart(UriPartial.Path));
        Assert.Equal("s1", QueryHelpers.ParseQuery(response.Headers.Location.Query)["state"]);
        await CodeFlowTests.RefusedAsync(host.SignIn, Refresh(mobile.Refresh!, "mobile"));
        await CodeFlowTests.RefusedAsync(host.SignIn, Refresh(portal.Refresh!, "portal"));
        using var page = await browser.FollowAsync(await browser.GetAsync(new AuthorizationRequest("openid").Address(host.SignIn.Address), Ct), Ct);
        Assert.NotNull((await Browser.ReadAsync(page, Ct)).QuerySelector("#password"));

        await Eventually.TrueAsync(() => host.DoAsync(services => services.GetRequiredService<IdentityDb>().LogoutDeliveries
            .AnyAsync(delivery => delivery.SessionId == Guid.Parse(session) && delivery.Attempts > 0 && delivery.DoneAt == null, Ct)), "the delivery failed once", IdentityProcess.Patience);
        await using var receiver = await LogoutReceiver.StartAsync(host.PortalLogout, Ct);
        await AcceptedAsync(await receiver.TokenOfAsync(session, Ct), session);
        await Eventually.TrueAsync(() => host.DoAsync(services => services.GetRequiredService<IdentityDb>().LogoutDeliveries
            .AnyAsync(delivery => delivery.SessionId == Guid.Parse(session) && delivery.DoneAt != null && delivery.LastError == null, Ct)), "the delivery is done", IdentityProcess.Patience);
    }

    [Fact]
    public async Task Without_the_clients_proof_the_user_is_asked()
    {
        using var browser = new Browser(host.SignIn.Address);
        var tokens = await host.SignIn.PersonAsync(browser, Account, ct: Ct);
        var page = await browser.FollowAsync(await browser.GetAsync("connect/endsession", Ct), Ct);
        Assert.NotEmpty((await host.SignIn.RefreshAsync(tokens.Refresh!, Ct)).Access); // the link alone ends nothing

        using var done = await browser.FollowAsync(await browser.SubmitAsync(page, new Dictionary<string, string>(), "main form", Ct), Ct);
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.EndsWith("/signed-out", done.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        using var account = await browser.GetAsync("", Ct);
        Assert.Contains("/sign-in", account.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_leads_to_no_address_that_is_not_registered()
    {
        using var browser = new Browser(host.SignIn.Address);
        var tokens = await host.SignIn.PersonAsync(browser, Account, ct: Ct);
        using var response = await browser.GetAsync(
            QueryHelpers.AddQueryString("connect/endsession", new Dictionary<string, string?> { ["id_token_hint"] = tokens.Id, ["post_logout_redirect_uri"] = "http://evil.example/" }), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task Another_sign_in_of_the_same_user_goes_on()
    {
        using var here = new Browser(host.SignIn.Address);
        using var there = new Browser(host.SignIn.Address);
        var ended = await host.SignIn.PersonAsync(here, Account, ct: Ct);
        var other = await host.SignIn.PersonAsync(there, Account, ct: Ct);
        using var response = await here.GetAsync($"connect/endsession?id_token_hint={ended.Id}", Ct);
        await CodeFlowTests.RefusedAsync(host.SignIn, Refresh(ended.Refresh!, "mobile"));
        Assert.NotEmpty((await host.SignIn.RefreshAsync(other.Refresh!, Ct)).Access);
    }

    async Task<Tokens> PortalAsync(Browser browser)
    {
        var request = new AuthorizationRequest("openid offline_access clues") { ClientId = "portal", RedirectUri = new Uri(host.Portal, "/bff/callback").AbsoluteUri };
        using var response = await host.SignIn.AuthorizeAsync(browser, request, Account, Ct);
        return await host.SignIn.ExchangeAsync(new(request.Exchange(request.CodeOf(response))) { ["client_secret"] = IdentityHost.PortalSecret }, Ct);
    }

    string EndSession(string idToken) => QueryHelpers.AddQueryString("connect/endsession", new Dictionary<string, string?>
    {
        ["id_token_hint"] = idToken,
        ["post_logout_redirect_uri"] = new Uri(host.Portal, "/bff/signed-out").AbsoluteUri,
        ["state"] = "s1",
    });

    static Dictionary<string, string> Refresh(string token, string client)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["client_id"] = client, ["refresh_token"] = token };
        if (client is "portal") form["client_secret"] = IdentityHost.PortalSecret;
        return form;
    }

    /// <summary>Checks it as Back-Channel Logout 1.0, section 2.6, requires of clients.</summary>
    async Task AcceptedAsync(string token, string session)
    {
        using var http = new HttpClient();
        var keys = new JsonWebKeySet(await http.GetStringAsync(new Uri(host.SignIn.Address, ".well-known/jwks"), Ct));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = new Uri(host.Address, "/identity").AbsoluteUri,
            ValidAudience = "portal",
            ValidTypes = ["logout+jwt"],
            ValidAlgorithms = ["ES256"],
            IssuerSigningKeys = keys.GetSigningKeys(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        var claims = Tokens.Claims(token);
        Assert.Equal(session, claims.GetProperty("sid").GetString());
        Assert.Equal(Account.UserId.ToString(), claims.GetProperty("sub").GetString());
        Assert.Equal("{}", claims.GetProperty("events").GetProperty("http://schemas.openid.net/event/backchannel-logout").GetRawText());
        Assert.True(claims.TryGetProperty("jti", out _) && claims.TryGetProperty("iat", out _) && !claims.TryGetProperty("nonce", out _));
    }
}
