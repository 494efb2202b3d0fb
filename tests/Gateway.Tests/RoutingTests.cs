using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Supervision.Files;
using Supervision.Gateway.Tests.Foreign;
using Supervision.Testing;

namespace Supervision.Gateway.Tests;

public sealed class RoutingTests(GatewayHost host) : IDisposable
{
    readonly PortalBrowser _anyone = new(host.Gateway.Address);
    readonly string _user = Guid.NewGuid().ToString();

    public void Dispose() => _anyone.Dispose();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    (string, string) Bearer => ("Authorization", $"Bearer {host.Provider.AccessToken(_user)}");

    [Theory]
    [InlineData("/api/clues/echo?a=1&b=%E7%BA%BF")]
    [InlineData("/api/notifications/echo")]
    public async Task A_bearer_token_reaches_the_service_as_it_came(string path)
    {
        var seen = await (await _anyone.GetAsync(path, Bearer)).ReadAsync<Seen>();
        Assert.Equal(_user, seen.Subject);
        Assert.Equal(Uri.UnescapeDataString(path), Uri.UnescapeDataString(seen.Path));
    }

    [Theory]
    [InlineData("/api/clues/echo")]
    [InlineData("/api/notifications/echo")]
    [InlineData("/bff/user")]
    public async Task Nobody_gets_in_unsigned(string path)
    {
        var answer = await _anyone.GetAsync(path);
        Assert.Equal("signin.required", await answer.ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Tokens_that_are_over_foreign_or_unsigned_get_nobody_in()
    {
        var provider = host.Provider;
        var signed = provider.AccessToken(_user).Split('.');
        var none = Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""");
        string[] bad =
        [
            provider.AccessToken(_user, TimeSpan.FromSeconds(-5)),
            provider.AccessToken(_user, key: Keys.Foreign),
            provider.AccessToken(_user, issuer: "https://elsewhere.example"),
            provider.LogoutToken(_user, null),
            $"{none}.{signed[1]}.",
            $"{signed[0]}.{signed[1]}.{signed[2][..^4]}AAAA",
            "not-a-token",
            "",
        ];
        foreach (var token in bad)
            Assert.Equal("signin.required", await (await _anyone.GetAsync("/api/clues/echo", ("Authorization", $"Bearer {token}"))).ProblemAsync(HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task A_token_is_refused_once_it_is_over_although_it_was_good_before()
    {
        var token = host.Provider.AccessToken(_user, TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.OK, (await _anyone.GetAsync("/api/clues/echo", ("Authorization", $"Bearer {token}"))).StatusCode);
        await Eventually.TrueAsync(
            async () => (await _anyone.GetAsync("/api/clues/echo", ("Authorization", $"Bearer {token}"))).StatusCode is HttpStatusCode.Unauthorized,
            () => "The token still gets in.");
    }

    [Theory]
    [InlineData("/api/nothing-here")]
    [InlineData("/api")]
    [InlineData("/nothing-here")]
    [InlineData("/openapi/nothing.json")]
    public async Task What_is_not_there_is_a_problem_too(string path) =>
        Assert.Equal("not_found", await (await _anyone.GetAsync(path)).ProblemAsync(HttpStatusCode.NotFound));

    [Fact]
    public async Task What_a_caller_makes_up_does_not_reach_services()
    {
        var forged = new[]
        {
            "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "Forwarded", "X-Real-IP", "X-Original-URL",
            "X-Supervision-User", "X-HTTP-Method-Override", "Cookie", "X-User",
        };
        var seen = await (await _anyone.GetAsync(
            "/api/clues/echo", [Bearer, .. forged.Select(name => (name, "a=forged.example"))])).ReadAsync<Seen>();
        Assert.DoesNotContain(seen.Headers.Values, value => value.Contains("forged", StringComparison.Ordinal));
        Assert.Equal("127.0.0.1", seen.Headers["x-forwarded-for"]);
        Assert.Equal(host.Gateway.Address.Authority, seen.Headers["x-forwarded-host"]);
        Assert.Equal("http", seen.Headers["x-forwarded-proto"]);
    }

    [Fact]
    public async Task A_known_proxy_is_believed()
    {
        await using var behind = await host.StartCopyAsync(new() { ["Forwarding:KnownProxies:0"] = "127.0.0.1" });
        using var browser = new PortalBrowser(behind.Address);
        var answer = await browser.GetAsync(
            "/api/clues/echo", Bearer, ("X-Forwarded-For", "198.51.100.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "supervision.example"));
        var seen = await answer.ReadAsync<Seen>();
        Assert.Equal(
            ("198.51.100.7", "https", "supervision.example"),
            (seen.Headers["x-forwarded-for"], seen.Headers["x-forwarded-proto"], seen.Headers["x-forwarded-host"]));
        Assert.Contains("max-age=", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task The_trace_goes_on_in_the_service()
    {
        const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var seen = await (await _anyone.GetAsync("/api/clues/echo", Bearer, ("traceparent", $"00-{Trace}-00f067aa0ba902b7-01"))).ReadAsync<Seen>();
        Assert.StartsWith($"00-{Trace}-", seen.Headers["traceparent"]);
        Assert.DoesNotContain("00f067aa0ba902b7", seen.Headers["traceparent"]);
    }

    [Fact]
    public async Task A_service_that_is_down_is_a_problem_that_says_so()
    {
        await using var gateway = await host.StartCopyAsync(new() { ["services:clues:http:0"] = $"http://127.0.0.1:{GatewayProcess.FreePort()}" });
        using var browser = new PortalBrowser(gateway.Address);
        var answer = await browser.GetAsync("/api/clues/echo", Bearer);
        Assert.Equal("service.unavailable", await answer.ProblemAsync(HttpStatusCode.ServiceUnavailable));
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Answers_carry_nothing_a_browser_or_proxy_may_keep()
    {
        foreach (var path in (string[])["/api/clues/mine", "/api/clues/none", "/bff/user", "/bff/login"])
            Assert.Equal("no-store", (await _anyone.GetAsync(path, Bearer)).Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Two_callers_never_get_each_others_answer()
    {
        var (first, second) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        foreach (var user in (string[])[first, second, first])
        {
            var answer = await _anyone.GetAsync(
                "/api/clues/mine", ("Authorization", $"Bearer {host.Provider.AccessToken(user)}"), ("If-None-Match", "\"1\""));
            Assert.Equal(user, (await answer.ReadAsync<JsonElement>()).GetProperty("subject").GetString());
        }
    }

    [Fact]
    public async Task A_services_cookie_does_not_reach_the_browser() =>
        Assert.False((await _anyone.GetAsync("/api/clues/cookie", Bearer)).Headers.Contains("Set-Cookie"));

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Long_answers_are_compressed(string encoding)
    {
        var answer = await _anyone.GetAsync("/api/clues/long", Bearer, ("Accept-Encoding", encoding));
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.Single());
        await using var wire = await answer.Content.ReadAsStreamAsync(Ct);
        await using Stream plain = encoding == "br" ? new BrotliStream(wire, CompressionMode.Decompress) : new GZipStream(wire, CompressionMode.Decompress);
        Assert.Equal(400, (await JsonSerializer.DeserializeAsync<JsonElement[]>(plain, cancellationToken: Ct))!.Length);
    }

    [Fact]
    public async Task An_event_stream_passes_at_once_and_ends_with_its_reader()
    {
        using var answer = await _anyone.GetAsync("/api/notifications/stream", Bearer, ("Accept", "text/event-stream"), ("Accept-Encoding", "br, gzip"));
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(answer.Content.Headers.ContentEncoding, encoding => encoding is "br" or "gzip");
        using (var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(Ct)))
        {
            for (var events = 0; events < 5;)
            {
                if (await lines.ReadLineAsync(Ct) is not { } line || !line.StartsWith("data:", StringComparison.Ordinal)) continue;
                var sent = JsonSerializer.Deserialize<JsonElement>(line[5..]).GetProperty("at").GetInt64();
                Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - sent, -5, 1000);
                events++;
            }
        }

        answer.Dispose();
        await Eventually.TrueAsync(() => Task.FromResult(host.Service.OpenStreams == 0), () => $"{host.Service.OpenStreams} streams are still open.");
    }

    [Fact]
    public async Task An_event_stream_ends_with_the_token_that_let_it_in()
    {
        var token = ("Authorization", $"Bearer {host.Provider.AccessToken(_user, TimeSpan.FromSeconds(2))}");
        using var answer = await _anyone.GetAsync("/api/notifications/stream", token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsStringAsync(Ct));
        await Eventually.TrueAsync(() => Task.FromResult(host.Service.OpenStreams == 0), () => $"{host.Service.OpenStreams} streams are still open.");
    }

    [Theory]
    [InlineData("/api/clues/length", 1 << 20, true)]
    [InlineData("/api/clues/length", (1 << 20) + 1, false)]
    [InlineData("/api/clues/7/attachments/a.pdf", 3 << 20, true)]
    [InlineData("/api/clues/7/attachments/a.pdf", AttachmentSettings.MaxBody, true)]
    [InlineData("/api/clues/7/attachments/a.pdf", AttachmentSettings.MaxBody + 1, false)]
    public async Task Bodies_have_their_limit(string path, long length, bool passes)
    {
        var answer = await _anyone.PostAsync(path, new ByteArrayContent(new byte[length]), Bearer, ("Expect", "100-continue"));
        if (passes) Assert.Equal(length, await answer.ReadAsync<long>());
        else Assert.Equal("request.too_large", await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task A_body_of_unstated_length_has_its_limit_too()
    {
        using var body = new StreamContent(new MemoryStream(new byte[3 << 20]));
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/clues/length") { Content = body };
        request.Headers.TransferEncodingChunked = true;
        var answer = await _anyone.SendAsync(request, Bearer);
        Assert.Equal("request.too_large", await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
    }

    /// <summary>
    /// A client that sends everything before it reads, as most do, must get the refusal and not a broken pipe; it is not asked to retry.
    /// </summary>
    [Theory]
    [InlineData(51, false)]
    [InlineData(51, true)]
    [InlineData(64, false)]
    [InlineData(64, true)]
    [InlineData(70, false)]
    [InlineData(70, true)]
    public async Task What_is_too_large_for_a_file_is_refused_at_the_edge(int megabytes, bool chunked)
    {
        foreach (var path in (string[])["/api/clues/7/attachments/a.pdf", "/api/clues/length"])
        {
            using var body = new ByteArrayContent(new byte[megabytes << 20]);
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
            request.Headers.TransferEncodingChunked = chunked;
            var answer = await _anyone.SendAsync(request, Bearer);
            Assert.Equal("request.too_large", await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge));
            Assert.Null(answer.Headers.RetryAfter);
        }
    }

    /// <summary>A request refused for another reason is also read completely, however large.</summary>
    [Fact]
    public async Task A_large_body_nobody_may_send_is_refused_as_a_small_one_is()
    {
        var answer = await _anyone.PostAsync("/api/clues/7/attachments/a.pdf", new ByteArrayContent(new byte[70 << 20]));
        Assert.Equal("signin.required", await answer.ProblemAsync(HttpStatusCode.Unauthorized));
    }

    /// <summary>Every file route has the limit of the service that stores the files.</summary>
    [Fact]
    public void Routes_of_files_take_what_services_take()
    {
        var routes = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json")))
            .GetProperty("ReverseProxy").GetProperty("Routes").EnumerateObject()
            .Where(route => route.Value.TryGetProperty("MaxRequestBodySize", out _) || route.Name.EndsWith("-files", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, routes.Count);
        Assert.All(routes, route => Assert.Equal(AttachmentSettings.MaxBody, route.Value.GetProperty("MaxRequestBodySize").GetInt64()));
    }

    [Theory]
    [InlineData("example.com:443")]
    [InlineData("localhost:80")]
    public async Task Nobody_tunnels_through(string target)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Gateway.Address.Host, host.Gateway.Address.Port, Ct);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\nConnection: close\r\n\r\n"), Ct);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Ct);
        Assert.StartsWith("HTTP/1.1 405 ", answer, StringComparison.Ordinal);
        Assert.Contains("request.method", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_services_reference_is_there_and_nothing_comes_from_elsewhere()
    {
        foreach (var service in (string[])["clues", "notifications"])
            Assert.Equal("3.1.0", (await (await _anyone.GetAsync($"/openapi/{service}.json")).ReadAsync<JsonElement>()).GetProperty("openapi").GetString());
        var page = await _anyone.GetAsync("/docs/");
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.Contains("openapi/clues.json", html);
        Assert.Contains("openapi/notifications.json", html);
        Assert.DoesNotContain("https://cdn", html);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Matches("script-src 'self' 'nonce-[^']+'", policy);
        Assert.DoesNotContain("unsafe-inline", policy.Split("style-src")[0]);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/clues/echo")]
    [InlineData("/nothing-here")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var headers = (await _anyone.GetAsync(path)).Headers;
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.True(headers.Contains("Referrer-Policy") && headers.Contains("Permissions-Policy"));
        Assert.False(headers.Contains("Server") || headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task The_first_page_has_no_script_of_its_own_text()
    {
        var html = await (await _anyone.GetAsync("/")).Content.ReadAsStringAsync(Ct);
        Assert.DoesNotMatch("<script(?![^>]*src=)|<style|\\son\\w+=|style=", html);
    }
}
