using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Supervision.Notifications.Inbox;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Notifications.Tests;

/// <summary>One copy of the service, as one signed-in person calls it.</summary>
public sealed class Api(HttpClient http, Uri address, string? token, string language)
{
    public HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => http.SendAsync(request, TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = Request(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, object? body = null)
    {
        using var request = Request(HttpMethod.Post, path);
        if (body is string text) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        return await SendAsync(request);
    }

    public async Task<HttpResponseMessage> PutAsync(string path, object body)
    {
        using var request = Request(HttpMethod.Put, path);
        request.Content = body is string text ? new StringContent(text, Encoding.UTF8, "application/json") : JsonContent.Create(body, options: JsonDefaults.Options);
        request.Headers.ExpectContinue = body is string { Length: > 100_000 }; // a body refused for its length need not be sent
        return await SendAsync(request);
    }

    public async Task<HttpResponseMessage> DeleteAsync(string path)
    {
        using var request = Request(HttpMethod.Delete, path);
        return await SendAsync(request);
    }

    internal async Task<Page<NotificationView>> InboxAsync(string query = "")
    {
        using var response = await GetAsync($"/api/notifications{query}");
        return await response.ReadAsync<Page<NotificationView>>();
    }

    internal async Task<int> UnreadAsync()
    {
        using var response = await GetAsync("/api/notifications/unread");
        return (await response.ReadAsync<UnreadCount>()).Unread;
    }

    /// <summary>Waits until the newest notification is the one of this event.</summary>
    internal async Task<NotificationView> ToldAsync(Guid id)
    {
        NotificationView? told = null;
        await Until.TrueAsync(
            async () => (told = (await InboxAsync("?limit=100")).Items.FirstOrDefault(n => n.Id == id)) is not null, $"{id} did not reach the inbox.");
        return told!;
    }

    internal async Task<StreamClient> StreamAsync(string? lastEventId = null)
    {
        using var request = Request(HttpMethod.Get, "/api/notifications/stream");
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        if (response.StatusCode != HttpStatusCode.OK) Assert.Fail($"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return new StreamClient(response, await response.Content.ReadAsStreamAsync());
    }
}

internal static class Responses
{
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, JsonDefaults.Options)!;
    }

    public static async Task IsAsync(
        this HttpResponseMessage response, HttpStatusCode status, string? code = null, [CallerArgumentExpression(nameof(response))] string? what = null)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{what}: {(int)response.StatusCode} instead of {(int)status}: {text}");
        if (code is null) return;
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("traceId").GetString()));
    }
}

/// <summary>One event of a stream as on the wire; a comment has only <see cref="Comment"/>.</summary>
internal sealed record StreamEvent(string? Type, string? Id, string? Data, string? Retry, bool Comment)
{
    public Streams.InboxChange Change => JsonSerializer.Deserialize<Streams.InboxChange>(Data!, JsonDefaults.Options)!;
}

/// <summary>Reads a stream of server-sent events line by line, as the WHATWG specification requires.</summary>
internal sealed class StreamClient(HttpResponseMessage response, Stream stream) : IDisposable
{
    readonly StreamReader _reader = new(stream, Encoding.UTF8);

    public HttpResponseMessage Response => response;

    public string? LastEventId { get; private set; }

    /// <summary>The next event, a comment included; null at the stream's end.</summary>
    public async Task<StreamEvent?> NextAsync(TimeSpan? longest = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(longest ?? TimeSpan.FromSeconds(20));
        string? type = null, id = null, data = null, retry = null;
        var comment = false;
        while (await _reader.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.Length == 0)
            {
                LastEventId = id ?? LastEventId;
                return new StreamEvent(type, id, data, retry, comment && data is null);
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (field, value) = (line[..colon], line[(colon + 1)..].TrimStart(' '));
            if (field == "event") type = value;
            else if (field == "id") id = value;
            else if (field == "data") data = value;
            else if (field == "retry") retry = value;
            else if (field == "") comment = true;
            else Assert.Fail($"Not an event: {line}");
        }

        return null;
    }

    /// <summary>The next notification; anything before it is skipped.</summary>
    public async Task<NotificationView> NotificationAsync(TimeSpan? longest = null)
    {
        while (await NextAsync(longest) is { } next)
        {
            if (next.Type == "notification") return next.Change.Notification!;
        }

        throw new InvalidOperationException("The stream ended.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
