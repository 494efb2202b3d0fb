using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Supervision.Gateway.Tests.Foreign;

/// <summary>
/// An OpenID Connect provider outside the platform that can be made to misbehave: everybody is signed in as <see cref="NextUser"/>.
/// Refresh tokens are good for one use; a second use ends the sign-in, as the standard advises.
/// </summary>
internal sealed class StubProvider : IAsyncDisposable
{
    static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    readonly WebApplication _app;
    readonly ConcurrentDictionary<string, Grant> _grants = new();
    readonly ConcurrentDictionary<string, bool> _used = new();

    StubProvider(WebApplication app, int port) => (_app, Authority) = (app, $"http://localhost:{port}/identity");

    public static SigningCredentials Key { get; } = new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "stub" }, "ES256");

    public string Authority { get; private set; }

    /// <summary>Who the next sign-in is.</summary>
    public string NextUser { get; set; } = Guid.NewGuid().ToString();

    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Requested renewals, by user.</summary>
    public ConcurrentDictionary<string, int> Renewals { get; } = new();

    /// <summary>Sign-out requests with their id token.</summary>
    public ConcurrentQueue<string?> SignOuts { get; } = new();

    public static async Task<StubProvider> StartAsync(int gatewayPort)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var provider = new StubProvider(app, gatewayPort);
        app.UsePathBase("/identity");
        app.UseRouting();
        app.MapGet("/.well-known/openid-configuration", provider.Discovery);
        app.MapGet("/keys", () => Results.Content($$"""{"keys":[{{JsonWebKeyOf(Key)}}]}""", "application/json"));
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", (Delegate)provider.TokenAsync);
        app.MapGet("/endsession", provider.EndSession);
        app.MapGet("/echo", (HttpRequest request) => Results.Json(request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString())));
        await app.StartAsync();
        return provider;
    }

    /// <summary>Where the gateway reaches it.</summary>
    public string Address => _app.Urls.First();

    /// <summary>An access token of this provider.</summary>
    public string AccessToken(string subject, TimeSpan? lifetime = null, SigningCredentials? key = null, string? issuer = null) =>
        Token(new() { ["sub"] = subject, ["aud"] = "clues", ["scope"] = "clues" }, lifetime ?? TimeSpan.FromMinutes(5), "at+jwt", key, issuer);

    /// <summary>A logout token; <paramref name="change"/> spoils it.</summary>
    public string LogoutToken(string? subject, string? session, Action<Dictionary<string, object>>? change = null, SigningCredentials? key = null, string? issuer = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["aud"] = "portal",
            ["jti"] = Guid.NewGuid().ToString(),
            ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
        };
        if (subject is not null) claims["sub"] = subject;
        if (session is not null) claims["sid"] = session;
        change?.Invoke(claims);
        return Token(claims, TimeSpan.FromMinutes(2), "logout+jwt", key, issuer);
    }

    public string Token(Dictionary<string, object> claims, TimeSpan lifetime, string type, SigningCredentials? key = null, string? issuer = null)
    {
        var now = DateTime.UtcNow;
        return Writer.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Authority,
            TokenType = type,
            IssuedAt = claims.Remove("iat", out var at) ? ((DateTimeOffset)at).UtcDateTime : now,
            NotBefore = lifetime < TimeSpan.Zero ? now + 2 * lifetime : now,
            Expires = now + lifetime,
            Claims = claims,
            SigningCredentials = key ?? Key,
        });
    }

    /// <summary>From now on no existing sign-in is renewed.</summary>
    public void Forget() => _grants.Clear();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    IResult Discovery() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = Authority,
        ["authorization_endpoint"] = $"{Authority}/authorize",
        ["token_endpoint"] = $"{Authority}/token",
        ["end_session_endpoint"] = $"{Authority}/endsession",
        ["jwks_uri"] = $"{Authority}/keys",
        ["response_types_supported"] = new[] { "code" },
        ["id_token_signing_alg_values_supported"] = new[] { "ES256" },
    });

    IResult Authorize(HttpRequest request)
    {
        var code = Guid.NewGuid().ToString();
        _grants[code] = new Grant(NextUser, Guid.NewGuid().ToString(), request.Query["nonce"]!, request.Query["code_challenge"]!);
        return Results.Redirect(QueryHelpers.AddQueryString(request.Query["redirect_uri"]!, new Dictionary<string, string?>
        {
            ["code"] = code,
            ["state"] = request.Query["state"],
        }));
    }

    async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["client_id"] != "portal" || form["client_secret"] != GatewayProcess.Secret) return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        var renewal = form["grant_type"] == "refresh_token";
        var handed = form[renewal ? "refresh_token" : "code"].ToString();
        if (!_grants.TryGetValue(handed, out var grant) || !_used.TryAdd(handed, true)) return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        if (renewal) Renewals.AddOrUpdate(grant.User, 1, (_, n) => n + 1);
        else if (Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"]!))) != grant.Challenge)
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);

        var next = Guid.NewGuid().ToString();
        _grants[next] = grant;
        return Results.Json(new Dictionary<string, object>
        {
            ["access_token"] = AccessToken(grant.User, AccessLifetime),
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)AccessLifetime.TotalSeconds,
            ["refresh_token"] = next,
            ["id_token"] = Token(new()
            {
                ["sub"] = grant.User,
                ["aud"] = "portal",
                ["sid"] = grant.Session,
                ["nonce"] = grant.Nonce,
                ["name"] = "示例人员",
                ["district"] = "330305",
                ["body"] = "cppcc",
                ["tenant"] = "330305-cppcc",
                ["role"] = new[] { "office", "liaison" },
            }, TimeSpan.FromMinutes(5), "JWT"),
        });
    }

    IResult EndSession(HttpRequest request)
    {
        SignOuts.Enqueue(request.Query["id_token_hint"]);
        return Results.Redirect(QueryHelpers.AddQueryString(request.Query["post_logout_redirect_uri"]!, "state", request.Query["state"]!));
    }

    static string JsonWebKeyOf(SigningCredentials key)
    {
        var web = JsonWebKeyConverter.ConvertFromECDsaSecurityKey((ECDsaSecurityKey)key.Key);
        return $$"""{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"{{web.Kid}}","x":"{{web.X}}","y":"{{web.Y}}"}""";
    }

    sealed record Grant(string User, string Session, string Nonce, string Challenge);
}
