using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// (c) Cost of the gateway: requesting the unread count through it with a bearer token against requesting it from the service directly.
/// It is a request that reads one index and writes nothing, so neither way waits for the disk. Generator, gateway and service share the machine,
/// and the two ways take turns.
/// </summary>
internal static partial class GatewayBench
{
    const int Connections = 16;
    const string Path = "/api/notifications/unread";

    public static async Task RunAsync(Figures figures, int rounds, int seconds)
    {
        var unlimited = new Dictionary<string, string> { ["Limits__Caller__PerSecond"] = "1000000", ["Limits__Caller__Burst"] = "10000000" };
        await using var platform = await TestHost.StartAsync(new TestHostOptions
        {
            Only = ["gateway", "identity", "notifications"],
            Environment = new Dictionary<string, Dictionary<string, string>>
            {
                ["gateway"] = unlimited,
                ["identity"] = new() { ["Tokens__Access"] = "02:00:00" },
            },
        });
        var (gateway, service) = (platform.Address("gateway"), platform.Address("notifications"));
        var office = SampleAccounts.Read(Accounts(platform.DataFolder)).Holder(Cppcc.Office);
        var token = await new SignInClient(gateway).TokenAsync(office);
        var (direct, through) = (new Uri(service, Path), new Uri(gateway, Path));
        foreach (var warm in (Uri[])[direct, through, direct, through]) await WrkAsync(warm, token, Connections, 3);

        for (var round = 0; round < rounds; round++)
        {
            // Half before and half after, so that both paths see the same machine conditions.
            var served = await WrkAsync(direct, token, Connections, seconds);
            var passed = await WrkAsync(through, token, Connections, 2 * seconds);
            served = (served + await WrkAsync(direct, token, Connections, seconds)) / 2;
            figures.Add($"service, {Connections} connections", "requests/s", served);
            figures.Add($"gateway, {Connections} connections", "requests/s", passed);
            figures.AddRatio("gateway / service", passed, served, Bar.AtLeast(0.45));
            var (one, other) = await InTurnAsync(direct, through, token, seconds * 2);
            figures.Add("service, one connection, p50", "ms", one);
            figures.Add("gateway, one connection, p50", "ms", other);
            figures.Add("added p50", "ms", other - one, Bar.AtMost(0.15));
        }
    }

    static string Accounts(string data) => System.IO.Path.Combine(data, "accounts.json");

    /// <summary>
    /// One client: one request straight, one through the gateway, and so on, since the machine's speed changes from second to second.
    /// </summary>
    /// <returns>Median latency on each path, in milliseconds.</returns>
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
                if (clock.Elapsed.TotalSeconds > 1) times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds); // warm by then
            }
        }

        return (Figures.Percentile(took[direct], 0.5), Figures.Percentile(took[through], 0.5));
    }

    /// <returns>Requests per second.</returns>
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
            throw new InvalidOperationException($"Not every response was successful:\n{report}");
        return double.Parse(Rate().Match(report).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();
}
