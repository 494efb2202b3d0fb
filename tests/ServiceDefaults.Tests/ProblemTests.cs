using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.ServiceDefaults.Tests;

/// <summary>Error responses to callers, over a real connection.</summary>
public sealed class ProblemTests : IAsyncLifetime
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    readonly WebApplication _app = BuildApp();
    readonly HttpClient _http = new();

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(Cancellation);
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("en-GB,en;q=0.8", "en", "Somebody changed this meanwhile. Load it again.")]
    [InlineData("zh-TW", "zh-CN", "内容已被他人修改，请重新加载后再试。")]
    [InlineData("fr, zh;q=0.5, en;q=0.4", "zh-CN", "内容已被他人修改，请重新加载后再试。")]
    [InlineData("de", "zh-CN", "内容已被他人修改，请重新加载后再试。")]
    public async Task Titles_come_in_the_callers_language(string accept, string language, string title)
    {
        var (response, problem) = await AskAsync(HttpMethod.Get, "/stale", accept);
        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(language, Assert.Single(response.Content.Headers.ContentLanguage));
        Assert.Equal(title, (string?)problem["title"]);
        Assert.Equal("precondition.failed", (string?)problem["code"]);
        Assert.Matches("^[0-9a-f]{32}$", (string?)problem["traceId"]);
    }

    [Theory]
    [InlineData("/rule", 409, "clue.not_transferred")]
    [InlineData("/nowhere", 404, "not_found")]
    [InlineData("/missing", 404, "not_found")]
    [InlineData("/hidden", 404, "not_found")]
    [InlineData("/down", 503, "database.unavailable")]
    [InlineData("/crash", 500, "internal")]
    public async Task Every_failure_has_its_status_and_code(string path, int status, string code)
    {
        var (response, problem) = await AskAsync(HttpMethod.Get, path);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, (string?)problem["code"]);
        Assert.Equal(path, (string?)problem["instance"]);
    }

    [Fact]
    public async Task A_500_tells_nothing_of_the_exception()
    {
        var (_, problem) = await AskAsync(HttpMethod.Get, "/crash");
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"text\":", 400, "request.malformed")]
    [InlineData("{\"text\":1}", 400, "request.malformed")]
    [InlineData("{\"text\":null}", 400, "request.malformed")]
    [InlineData("{}", 400, "request.malformed")]
    [InlineData("{\"text\":\"a\",\"more\":1}", 400, "request.malformed")]
    [InlineData("{\"text\":\"a\",\"text\":\"b\"}", 400, "request.malformed")]
    public async Task A_body_that_cannot_be_read_is_refused(string body, int status, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var (response, problem) = await AskAsync(HttpMethod.Post, "/echo", content: content);
        Assert.Equal((status, code), ((int)response.StatusCode, (string?)problem["code"]));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        using var content = JsonContent.Create(new { text = new string('a', (int)ServiceDefaultsExtensions.MaxRequestBody) });
        var (response, problem) = await AskAsync(HttpMethod.Post, "/echo", content: content);
        Assert.Equal((413, "request.too_large"), ((int)response.StatusCode, (string?)problem["code"]));
    }

    [Fact]
    public async Task A_caller_that_takes_no_json_gets_the_status_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rule");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await _http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Both_health_addresses_are_open()
    {
        Assert.Equal("Healthy", (string?)(await AskAsync(HttpMethod.Get, "/health")).Body["status"]);
        Assert.Equal("Healthy", (string?)(await AskAsync(HttpMethod.Get, "/alive")).Body["status"]);
    }

    async Task<(HttpResponseMessage Response, JsonNode Body)> AskAsync(
        HttpMethod method, string path, string language = "en", HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.AcceptLanguage.ParseAdd(language);
        var response = await _http.SendAsync(request, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(text.StartsWith('{'), $"{(int)response.StatusCode}: {text}");
        return (response, JsonNode.Parse(text)!);
    }

    static WebApplication BuildApp()
    {
        var builder = WebApplication.CreateBuilder().AddServiceDefaults("sample");
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        var app = builder.Build().UseServiceDefaults().MapServiceDefaults();
        app.MapGet("/stale", void () => throw new RequestProblem(412, "precondition.failed"));
        app.MapGet("/rule", void () => throw new RuleViolation("clue.not_transferred"));
        app.MapGet("/missing", () => TypedResults.NotFound());
        app.MapGet("/hidden", void () => throw Postgres(PostgresErrorCodes.InsufficientPrivilege));
        app.MapGet("/down", void () => throw Postgres(PostgresErrorCodes.AdminShutdown));
        app.MapGet("/crash", void () => throw new InvalidOperationException("secret"));
        app.MapPost("/echo", (Echo echo) => echo.Text);
        return app;
    }

    static PostgresException Postgres(string state) => new("secret", "ERROR", "ERROR", state);

    internal sealed record Echo([PlainText(10)] string Text);
}
