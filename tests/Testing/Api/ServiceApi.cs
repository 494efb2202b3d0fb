using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Supervision.Testing.Api;

/// <summary>A service's HTTP interface, called with real tokens.</summary>
public sealed class ServiceApi(Uri address, SignInClient signIn) : IDisposable
{
    readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose() => _http.Dispose();

    public Task<Answer> GetAsync(Actor by, string path) => SendAsync(by, HttpMethod.Get, path);

    public Task<Answer> PostAsync(Actor by, string path, object? body = null, string? key = null, string? match = null) =>
        SendAsync(by, HttpMethod.Post, path, body, key, match);

    public Task<Answer> PutAsync(Actor by, string path, object body, string? match = null) => SendAsync(by, HttpMethod.Put, path, body, null, match);

    public async Task<string?> TokenAsync(Actor by) => by switch
    {
        { Account: { } account } => await signIn.TokenAsync(account),
        { Client: { } client } => await signIn.TokenAsync(client),
        _ => null,
    };

    public async Task<Answer> SendAsync(
        Actor by, HttpMethod method, string path, object? body = null, string? key = null, string? match = null, string? language = "en")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is HttpContent content) request.Content = content;
        else if (body is not null) request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        return await SendAsync(request, await TokenAsync(by));
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, string? token)
    {
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.ExpectContinue = request.Content is not null; // a refusal then comes before the body is sent, not in the middle of it
        using var response = await _http.SendAsync(request);
        return new Answer(
            $"{request.Method} {request.RequestUri}", response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Headers.ETag?.ToString(), response.Headers.Location?.ToString(), response.Headers.Contains("Idempotency-Replayed"));
    }
}
