using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Supervision.Gateway.Tests.Foreign;

/// <summary>Stub of a service: records what reached it.</summary>
internal sealed class StubService : IAsyncDisposable
{
    readonly WebApplication _app;

    StubService(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Currently open streams.</summary>
    public int OpenStreams => _streams;

    int _streams;

    public static async Task<StubService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var service = new StubService(app);
        app.MapGet("/openapi/v1.json", () => Results.Content("""{"openapi":"3.1.0","info":{"title":"stub","version":"v1"},"paths":{}}""", "application/json"));
        foreach (var api in (string[])["/api/clues", "/api/notifications"])
        {
            app.Map($"{api}/echo", Echo);
            app.MapGet($"{api}/mine", Mine);
            app.MapGet($"{api}/long", () => Results.Json(Enumerable.Range(0, 400).Select(i => new { id = i, title = "同一段文字" })));
            app.MapGet($"{api}/cookie", (HttpResponse response) => response.Cookies.Append("service", "1"));
            app.MapPost($"{api}/{{id}}/attachments/{{name}}", LengthAsync);
            app.MapPost($"{api}/length", LengthAsync);
            app.MapGet($"{api}/stream", (CancellationToken ct) => TypedResults.ServerSentEvents(service.EventsAsync(ct)));
        }

        await app.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    static IResult Echo(HttpRequest request) => Results.Json(new Seen(
        request.Method, request.Path + request.QueryString, Subject(request),
        request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString())));

    /// <summary>The same entity tag for everyone, as a careless service might give.</summary>
    static IResult Mine(HttpRequest request, HttpResponse response)
    {
        response.Headers.ETag = "\"1\"";
        response.Headers.CacheControl = "public, max-age=600";
        return request.Headers.IfNoneMatch == $"\"1\"" && request.Query.ContainsKey("revalidate")
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(new { subject = Subject(request) });
    }

    static async Task<long> LengthAsync(HttpRequest request)
    {
        var (buffer, length) = (new byte[64 * 1024], 0L);
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0;) length += read;
        return length;
    }

    async IAsyncEnumerable<SseItem<string>> EventsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        Interlocked.Increment(ref _streams);
        try
        {
            for (var i = 1; ; i++)
            {
                yield return new SseItem<string>($"{{\"at\":{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}}") { EventId = $"{i}" };
                await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    static string? Subject(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.Ordinal) ? new JsonWebToken(header[7..]).Subject : null;
    }
}

internal sealed record Seen(string Method, string Path, string? Subject, Dictionary<string, string> Headers);
