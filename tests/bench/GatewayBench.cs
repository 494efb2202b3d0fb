using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// (c) What the gateway costs: reading a clue through it with a bearer token against reading it from the service itself. Generator,
/// gateway and service share the machine, and the rounds take turns.
/// </summary>
internal static partial class GatewayBench
{
    const int Connections = 16;

    public static async Task RunAsync(int rounds, int seconds)
    {
        var unlimited = new Dictionary<string, string> { ["Limits__Caller__PerSecond"] = "1000000", ["Limits__Caller__Burst"] = "10000000" };
        await using var platform = await TestHost.StartAsync(new TestHostOptions
        {
            Only = ["gateway", "identity", "clues"],
            Environment = new Dictionary<string, Dictionary<string, string>>
            {
                ["gateway"] = unlimited,
                ["identity"] = new() { ["Tokens__Access"] = "02:00:00" },
            },
        });
        var (gateway, service) = (platform.Address("gateway"), platform.Address("clues"));
        var office = SampleAccounts.Read(Accounts(platform.DataFolder)).Holder(Cppcc.Office);
        var token = await new SignInClient(gateway).TokenAsync(office);
        var path = await RegisterClueAsync(gateway, token);
        foreach (var warm in (Uri[])[service, gateway, service, gateway]) await WrkAsync(new Uri(warm, path), token, Connections, 3);

        var figures = new Figures();
        for (var round = 0; round < rounds; round++)
        {
            var (direct, through) = (await WrkAsync(new Uri(service, path), token, Connections, seconds), await WrkAsync(new Uri(gateway, path), token, Connections, seconds));
            figures.Add($"service, {Connections} connections", "requests/s", direct);
            figures.Add($"gateway, {Connections} connections", "requests/s", through);
            figures.AddRatio("gateway / service, limit 0.45", through, direct);
            var (one, other) = await InTurnAsync(new Uri(service, path), new Uri(gateway, path), token, seconds * 2);
            figures.Add("service, one connection, p50", "ms", one);
            figures.Add("gateway, one connection, p50", "ms", other);
            figures.Add("added p50, limit 0.15", "ms", other - one);
        }

        figures.Print();
    }

    static string Accounts(string data) => Path.Combine(data, "accounts.json");

    /// <returns>The new clue's path.</returns>
    static async Task<string> RegisterClueAsync(Uri gateway, string token)
    {
        using var client = new HttpClient { BaseAddress = gateway };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.PostAsJsonAsync("/api/clues/", new
        {
            title = "营商环境专项资金拨付迟缓",
            account = string.Concat(Enumerable.Repeat("企业反映专项资金未按期拨付。", 20)),
            units = Array.Empty<object>(),
            persons = Array.Empty<object>(),
            source = "other",
            field = "businessEnvironment",
        });
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"No clue: {(int)answer.StatusCode} {body}");
        return $"/api/clues/{JsonDocument.Parse(body).RootElement.GetProperty("id").GetGuid()}";
    }

    /// <summary>
    /// One request straight, one through the gateway, and so on: each reading is logged and waits for the disk, some ten times as long as the gateway
    /// takes, and how long that is changes from second to second.
    /// </summary>
    /// <returns>Half of all requests' latency on either way, in milliseconds.</returns>
    static async Task<(double Direct, double Through)> InTurnAsync(Uri direct, Uri through, string token, int seconds)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var took = new Dictionary<Uri, List<double>> { [direct] = [], [through] = [] };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds;)
        {
            foreach (var (address, times) in took)
            {
                var began = Stopwatch.GetTimestamp();
                using var answer = await client.GetAsync(address);
                answer.EnsureSuccessStatusCode();
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return (Figures.Percentile(took[direct], 0.5), Figures.Percentile(took[through], 0.5));
    }

    /// <returns>Requests a second.</returns>
    static async Task<double> WrkAsync(Uri address, string token, int connections, int seconds)
    {
        var start = new ProcessStartInfo(
            "wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "-H", $"Authorization: Bearer {token}", address.AbsoluteUri])
        {
            RedirectStandardOutput = true,
        };
        using var wrk = Process.Start(start)!;
        var report = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (report.Contains("Non-2xx", StringComparison.Ordinal) || report.Contains("Socket errors", StringComparison.Ordinal) || !Rate().IsMatch(report))
            throw new InvalidOperationException($"Not every answer was good:\n{report}");
        return double.Parse(Rate().Match(report).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();
}
