using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.EndToEnd;

/// <summary>R48: one trace runs from the caller's request over gateway, service, outbox and broker to the last consumer.</summary>
[Collection(nameof(WholePlatform))]
public sealed class TraceTests(ObservedPlatform platform)
{
    private const string Clue =
        """{"title":"示例","account":"示例","units":[],"persons":[],"source":"other","field":"publicService"}""";

    [Fact]
    public async Task One_trace_runs_from_the_request_to_the_last_consumer()
    {
        var ct = TestContext.Current.CancellationToken;
        var (trace, root) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        var token = await new SignInClient(platform.Gateway).TokenAsync(SampleAccounts.Read(platform.AccountsFile).Holder(Cppcc.Member), ct);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(platform.Gateway, "/api/clues"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("traceparent", $"00-{trace}-{root}-01");
        request.Content = new StringContent(Clue, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(ct));

        var path = await Eventually.GetAsync(
            () => Task.FromResult(PathOf(trace, "notifications", "notifications process")),
            found => found.Count > 0 && found[^1].Parent == root,
            found => $"the trace of the last consumer: {string.Join(" ← ", found)}; all spans of it: {string.Join(", ", platform.Traces.Spans.Where(span => span.Trace == trace))}");
        Assert.Equal(["notifications", "clues", "gateway"], path.Select(span => span.Service).Distinct());
        Assert.Contains(path, span => span.Name == $"{Envelope.ExchangeOf(nameof(ClueRegistered))} send");
        Assert.False(platform.Traces.Serving.IsFaulted, platform.Traces.Serving.Exception?.ToString());
    }

    /// <summary>From the named span up through its parents, as far as they have arrived.</summary>
    private List<Span> PathOf(string trace, string service, string name)
    {
        var spans = platform.Traces.Spans.Where(span => span.Trace == trace).ToList();
        var path = new List<Span>();
        for (var at = spans.Find(span => span.Service == service && span.Name == name); at is not null; at = spans.Find(span => span.Id == at.Parent)) path.Add(at);
        return path;
    }
}
