using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Supervision.Testing;

namespace Supervision.Demo;

/// <summary>Someone who uses the platform through the gateway.</summary>
/// <param name="traffic">Records every request; null to record none.</param>
internal abstract class Participant(Traffic? traffic) : IDisposable
{
    public abstract string Name { get; }

    public abstract void Dispose();

    public async Task<JsonNode> GetAsync(string path) => (await AskAsync(HttpMethod.Get, path)).Body;

    public async Task<JsonNode> PostAsync(string path, object? body = null) => (await AskAsync(HttpMethod.Post, path, body)).Body;

    /// <summary>Puts something at a path that may be empty.</summary>
    public async Task<JsonNode> PutAsync(string path, object body) => (await AskAsync(HttpMethod.Put, path, body)).Body;

    /// <summary>Replaces the resource this participant sees now.</summary>
    /// <param name="seen">Path from which its entity tag is read; the same path unless given.</param>
    public async Task<JsonNode> ReplaceAsync(string path, object body, string? seen = null)
    {
        var (_, version) = await AskAsync(HttpMethod.Get, seen ?? path);
        return (await AskAsync(HttpMethod.Put, path, body, version)).Body;
    }

    /// <summary>The resource at a path; null if there is none.</summary>
    public async Task<JsonNode?> FindAsync(string path)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        var text = await ReadAsync(response);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        return response.IsSuccessStatusCode ? JsonNode.Parse(text) : throw Unexpected(HttpMethod.Get, path, response, text);
    }

    /// <summary>A file: a Word document or a spreadsheet.</summary>
    /// <returns>Its size.</returns>
    public async Task<string> DownloadAsync(string path) => (await OpenAsync(path)).Size;

    /// <summary>Downloads a Word document or a spreadsheet and reads it.</summary>
    public async Task<OfficeFile> OpenAsync(string path)
    {
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        var content = await response.Content.ReadAsByteArrayAsync();
        if (!response.IsSuccessStatusCode || !OfficeFile.IsOne(content))
            throw new InvalidOperationException($"{Name}: {path} answered {(int)response.StatusCode} and no document");
        var file = await OfficeFile.ReadAsync(content);
        traffic?.Note(string.Join('\n', file.Parts.Values));
        return file;
    }

    /// <summary>Sends a request for which another service may not have all data yet.</summary>
    /// <param name="notYet">Codes of refusals after which to retry.</param>
    /// <returns>Null if it was refused with one of these.</returns>
    public async Task<JsonNode?> TryPostAsync(string path, object body, params string[] notYet)
    {
        using var request = Request(HttpMethod.Post, path, body);
        using var response = await SendAsync(request);
        var text = await ReadAsync(response);
        if (response.IsSuccessStatusCode) return JsonNode.Parse(text);
        return notYet.Contains((string?)JsonNode.Parse(text)?["code"]) ? null : throw Unexpected(HttpMethod.Post, path, response, text);
    }

    public Task<JsonNode> UploadAsync(string path, byte[] content) => SendFileAsync(HttpMethod.Post, path, content, accepted: true);

    /// <summary>Uploads a file to its own address; repeats have no effect.</summary>
    public Task<JsonNode> BringAsync(string path, byte[] content) => SendFileAsync(HttpMethod.Put, path, content, accepted: true);

    /// <summary>Sends a file that must be refused.</summary>
    public Task<JsonNode> RefusedUploadAsync(string path, byte[] content) => SendFileAsync(HttpMethod.Post, path, content, accepted: false);

    /// <summary>Sends a request this participant may not make, or not yet.</summary>
    /// <exception cref="InvalidOperationException">It was not refused.</exception>
    public async Task<string> RefusedAsync(HttpMethod method, string path, HttpStatusCode expected, object? body = null) =>
        $"{(int)expected} {(string?)(await ProblemAsync(method, path, expected, body))["code"]}";

    /// <summary>What a topic lacks for its next stage, from the refusal of the move.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(string path)
    {
        var problem = await ProblemAsync(HttpMethod.Post, path, HttpStatusCode.Conflict);
        Script.Check((string?)problem["code"] == "topic.gate_not_met", problem.ToJsonString());
        return [.. problem["missing"]!.AsArray().Select(missing => (string)missing!["code"]!)];
    }

    public async Task<(JsonNode Body, string? EntityTag)> AskAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        using var response = await Patience.AskAsync(async () =>
        {
            using var request = Request(method, path, body);
            if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
            return await SendAsync(request);
        });
        var text = await ReadAsync(response);
        if (!response.IsSuccessStatusCode) throw Unexpected(method, path, response, text);
        return (text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject(), response.Headers.ETag?.ToString());
    }

    protected abstract Task<HttpResponseMessage> SendAsync(HttpRequestMessage request);

    async Task<JsonNode> ProblemAsync(HttpMethod method, string path, HttpStatusCode expected, object? body = null)
    {
        using var request = Request(method, path, body);
        using var response = await SendAsync(request);
        var text = await ReadAsync(response);
        if (response.StatusCode != expected)
            throw new InvalidOperationException($"{Name}: {method} {path} should be refused with {(int)expected} but answered {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text) ?? new JsonObject();
    }

    async Task<JsonNode> SendFileAsync(HttpMethod method, string path, byte[] content, bool accepted)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        using var response = await SendAsync(request);
        var text = await ReadAsync(response);
        return response.IsSuccessStatusCode == accepted ? JsonNode.Parse(text)! : throw Unexpected(method, path, response, text);
    }

    static HttpRequestMessage Request(HttpMethod method, string path, object? body)
    {
        var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (body is not null) request.Content = JsonContent.Create(body);
        return request;
    }

    async Task<string> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        traffic?.Note(text);
        return text;
    }

    InvalidOperationException Unexpected(HttpMethod method, string path, HttpResponseMessage response, string text) =>
        new($"{Name}: {method} {path} answered {(int)response.StatusCode} {text}");
}

/// <summary>A person at a browser: signed in at the central page (authorization code + PKCE behind the gateway), kept by the session cookie.</summary>
internal sealed class Person : Participant
{
    readonly Browser _browser;

    Person(SampleAccount account, Browser browser, Traffic? traffic)
        : base(traffic) => (Account, _browser) = (account, browser);

    public SampleAccount Account { get; }

    public override string Name => Account.Name;

    public Guid Id => Account.UserId;

    public static async Task<Person> SignInAsync(Uri gateway, SampleAccount account, Traffic? traffic = null)
    {
        var browser = new Browser(gateway);
        using var form = await browser.FollowAsync(await Patience.AskAsync(() => browser.GetAsync("/bff/login?returnUrl=/")));
        var given = new Dictionary<string, string> { ["username"] = account.Username, ["password"] = account.Password };
        using var home = await browser.FollowAsync(await Patience.AskAsync(() => browser.SubmitAsync(form, given)));
        var person = new Person(account, browser, traffic);
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

    Machine(SampleClient client, HttpClient http)
        : base(null) => (Client, _http) = (client, http);

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

/// <summary>Somebody of the public, without an account.</summary>
internal sealed class Visitor(Uri gateway, Traffic? traffic) : Participant(traffic)
{
    readonly HttpClient _http = new() { BaseAddress = gateway };

    public override string Name => "群众";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public override void Dispose() => _http.Dispose();
}
