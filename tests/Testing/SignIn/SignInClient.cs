using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Supervision.Testing;

/// <summary>
/// Real sign-ins: for people through the client <c>mobile</c> (authorization code + PKCE through the sign-in page), for systems
/// with their own credentials.
/// </summary>
/// <param name="address">
/// Where Identity answers: the gateway's public address, or Identity's own. Pages and tokens are the same either way.
/// </param>
public sealed class SignInClient(Uri address)
{
    public const string Client = "mobile";
    public const string Callback = "http://127.0.0.1:4321/callback";

    /// <summary>All scopes a person's client may request.</summary>
    public const string AllScopes = "openid profile offline_access topics supervisors clues notifications assessment";

    static readonly ConcurrentDictionary<(Uri, string), Lazy<Task<(Tokens Tokens, DateTimeOffset Until)>>> Cache = new();

    public Uri Address { get; } = new(address, "/identity/");

    /// <summary>Access token of a person, reused for a while; for tests that are not about signing in.</summary>
    public Task<string> TokenAsync(SampleAccount account, CancellationToken ct = default) =>
        CachedAsync(account.Password, () => PersonAsync(account, ct: ct));

    /// <summary>Access token of a system with all its scopes.</summary>
    public Task<string> TokenAsync(SampleClient client, CancellationToken ct = default) =>
        CachedAsync(client.Secret, () => SystemAsync(client, ct: ct));

    /// <summary>Signs a person in through the sign-in page in a new browser.</summary>
    public async Task<Tokens> PersonAsync(SampleAccount account, string scopes = AllScopes, CancellationToken ct = default)
    {
        using var browser = new Browser(Address);
        return await PersonAsync(browser, account, scopes, ct);
    }

    /// <summary>Signs a person in; a browser that is already signed in is not asked again.</summary>
    public async Task<Tokens> PersonAsync(Browser browser, SampleAccount account, string scopes = AllScopes, CancellationToken ct = default)
    {
        var request = new AuthorizationRequest(scopes);
        using var response = await AuthorizeAsync(browser, request, account, ct);
        var code = request.CodeOf(response);
        return await ExchangeAsync(request.Exchange(code), ct);
    }

    /// <summary>Requests a code and signs in if asked to.</summary>
    /// <returns>The redirect to the client, or the page on which the browser got stuck.</returns>
    public async Task<HttpResponseMessage> AuthorizeAsync(Browser browser, AuthorizationRequest request, SampleAccount account, CancellationToken ct = default)
    {
        var page = await browser.FollowAsync(await browser.GetAsync(request.Address(Address), ct), ct);
        if (page.StatusCode != HttpStatusCode.OK) return page;
        var form = new Dictionary<string, string> { ["username"] = account.Username, ["password"] = account.Password };
        return await browser.FollowAsync(await browser.SubmitAsync(page, form, ct: ct), ct);
    }

    /// <summary>Signs a system in.</summary>
    /// <param name="scopes">All of its scopes by default.</param>
    public Task<Tokens> SystemAsync(SampleClient client, string? scopes = null, CancellationToken ct = default) => ExchangeAsync(
        new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client.Id,
            ["client_secret"] = client.Secret,
            ["scope"] = scopes ?? string.Join(' ', client.Scopes),
        },
        ct);

    public Task<Tokens> RefreshAsync(string refreshToken, CancellationToken ct = default) =>
        ExchangeAsync(new() { ["grant_type"] = "refresh_token", ["client_id"] = Client, ["refresh_token"] = refreshToken }, ct);

    public async Task<Tokens> ExchangeAsync(Dictionary<string, string> form, CancellationToken ct = default)
    {
        using var response = await PostAsync("connect/token", form, ct);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(ct)}");
        return (await response.Content.ReadFromJsonAsync<Tokens>(ct))!;
    }

    /// <summary>Posts a form to one of Identity's endpoints and returns any answer.</summary>
    public async Task<HttpResponseMessage> PostAsync(string endpoint, Dictionary<string, string> form, CancellationToken ct = default)
    {
        using var http = new HttpClient();
        using var content = new FormUrlEncodedContent(form);
        return await http.PostAsync(new Uri(Address, endpoint), content, ct);
    }

    /// <summary>Simultaneous tests that need the same token share one sign-in.</summary>
    async Task<string> CachedAsync(string secret, Func<Task<Tokens>> signIn)
    {
        while (true)
        {
            var entry = Cache.GetOrAdd((Address, secret), _ => new(async () =>
            {
                var tokens = await signIn();
                return (tokens, DateTimeOffset.UtcNow.AddSeconds(tokens.ExpiresIn - 60));
            }));
            try
            {
                var (tokens, until) = await entry.Value;
                if (DateTimeOffset.UtcNow < until) return tokens.Access;
            }
            catch (Exception)
            {
                Cache.TryRemove(new((Address, secret), entry));
                throw;
            }

            Cache.TryRemove(new((Address, secret), entry));
        }
    }
}

/// <summary>One request for an authorization code, with its PKCE verifier.</summary>
public sealed record AuthorizationRequest(string Scopes)
{
    public string Verifier { get; init; } = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public string State { get; } = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));

    public string ClientId { get; init; } = SignInClient.Client;

    public string RedirectUri { get; init; } = SignInClient.Callback;

    /// <summary>Additional or replaced parameters; null leaves one out.</summary>
    public Dictionary<string, string?> Other { get; init; } = [];

    public string Address(Uri identity)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = ClientId,
            ["redirect_uri"] = RedirectUri,
            ["scope"] = Scopes,
            ["state"] = State,
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in Other) parameters[name] = value;
        return QueryHelpers.AddQueryString(
            new Uri(identity, "connect/authorize").AbsoluteUri, parameters.Where(parameter => parameter.Value is not null));
    }

    public string CodeOf(HttpResponseMessage response)
    {
        var location = response.Headers.Location;
        var answer = location is { IsAbsoluteUri: true } ? QueryHelpers.ParseQuery(location.Query) : [];
        if (answer.TryGetValue("code", out var code) && answer["state"] == State) return code!;
        throw new InvalidOperationException(
            $"No code: {(int)response.StatusCode} {location} {response.Content.ReadAsStringAsync().GetAwaiter().GetResult()}");
    }

    public Dictionary<string, string> Exchange(string code) => new()
    {
        ["grant_type"] = "authorization_code",
        ["client_id"] = ClientId,
        ["redirect_uri"] = RedirectUri,
        ["code"] = code,
        ["code_verifier"] = Verifier,
    };
}
