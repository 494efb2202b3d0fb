using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Supervision.Testing;

namespace Supervision.Demo;

/// <summary>Someone who uses the platform through the gateway.</summary>
internal abstract class Participant : IDisposable
{
    public abstract string Name { get; }

    public abstract void Dispose();

    public async Task<JsonNode> GetAsync(string path) => (await AskAsync(HttpMethod.Get, path)).Body;

    public async Task<JsonNode> PostAsync(string path, object? body = null) => (await AskAsync(HttpMethod.Post, path, body)).Body;

    /// <summary>Asks for something that is not for this participant.</summary>
    /// <exception cref="InvalidOperationException">It was answered otherwise than refused.</exception>
    public async Task<string> RefusedAsync(HttpMethod method, string path, HttpStatusCode expected)
    {
        using var response = await SendAsync(new HttpRequestMessage(method, path));
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != expected)
            throw new InvalidOperationException($"{Name}: {method} {path} should be refused with {(int)expected} but answered {(int)response.StatusCode} {text}");
        return $"{(int)expected} {(string?)JsonNode.Parse(text)?["code"]}";
    }

    public async Task<(JsonNode Body, string? EntityTag)> AskAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (body is not null) request.Content = JsonContent.Create(body);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{Name}: {method} {path} answered {(int)response.StatusCode} {text}");
        return (text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject(), response.Headers.ETag?.ToString());
    }

    protected abstract Task<HttpResponseMessage> SendAsync(HttpRequestMessage request);
}

/// <summary>A person at a browser: signed in at the central page (authorization code + PKCE behind the gateway), kept by the session cookie.</summary>
internal sealed class Person : Participant
{
    readonly Browser _browser;

    Person(SampleAccount account, Browser browser) => (Account, _browser) = (account, browser);

    public SampleAccount Account { get; }

    public override string Name => Account.Name;

    public static async Task<Person> SignInAsync(Uri gateway, SampleAccount account)
    {
        var browser = new Browser(gateway);
        using var form = await browser.FollowAsync(await browser.GetAsync("/bff/login?returnUrl=/"));
        using var home = await browser.FollowAsync(await browser.SubmitAsync(
            form, new Dictionary<string, string> { ["username"] = account.Username, ["password"] = account.Password }));
        var person = new Person(account, browser);
        var user = await person.GetAsync("/bff/user");
        Script.Check((string?)user["tenant"] == $"{account.District}-{account.Body}", $"{account.Username} was signed in as {user.ToJsonString()}");
        return person;
    }

    public async Task SignOutAsync()
    {
        using var end = await _browser.FollowAsync(await SendAsync(new HttpRequestMessage(HttpMethod.Post, "/bff/logout")));
        await RefusedAsync(HttpMethod.Get, "/bff/user", HttpStatusCode.Unauthorized);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("X-Supervision-Csrf", "1");
        request.Headers.Add("Accept", "application/json");
        return _browser.SendAsync(request);
    }

    public override void Dispose() => _browser.Dispose();
}

/// <summary>A system of a body, signed in by client credentials.</summary>
internal sealed class Machine : Participant
{
    readonly HttpClient _http;

    Machine(SampleClient client, HttpClient http) => (Client, _http) = (client, http);

    public SampleClient Client { get; }

    public override string Name => Client.Id;

    public static async Task<Machine> SignInAsync(Uri gateway, SampleClient client)
    {
        var tokens = await new SignInClient(gateway).SystemAsync(client);
        var http = new HttpClient { BaseAddress = gateway };
        http.DefaultRequestHeaders.Authorization = new("Bearer", tokens.Access);
        return new Machine(client, http);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public override void Dispose() => _http.Dispose();
}
