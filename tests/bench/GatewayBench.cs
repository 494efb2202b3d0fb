using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Supervision.AppHost.Native.Testing;
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
        await using var platform = await NativeTestHost.StartAsync(PlatformHost.LoadAppHost(), new NativeTestOptions
        {
            Only = ["gateway", "identity", "clues"],
            Environment = new Dictionary<string, Dictionary<string, string>>
            {
                ["gateway"] = unlimited,
                ["identity"] = new() { ["Tokens__Access"] = "02:00:00" },
            },
            Configuration = data => new() { ["Parameters:sample-accounts-file"] = Accounts(data) },
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
            figures.Add($"service, {Connections} connections", "requests/s", direct.PerSecond);
            figures.Add($"gateway, {Connections} connections", "requests/s", through.PerSecond);
            figures.AddRatio("gateway / service, limit 0.45", through.PerSecond, direct.PerSecond);
            var (one, other) = (await WrkAsync(new Uri(service, path), token, 1, seconds), await WrkAsync(new Uri(gateway, path), token, 1, seconds));
            figures.Add("service, one connection, p50", "ms", one.Median);
            figures.Add("gateway, one connection, p50", "ms", other.Median);
            figures.Add("added p50, limit 0.15", "ms", other.Median - one.Median);
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

    /// <returns>Requests a second, and half of all requests' latency in milliseconds.</returns>
    static async Task<(double PerSecond, double Median)> WrkAsync(Uri address, string token, int connections, int seconds)
    {
        var start = new ProcessStartInfo(
            "wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "-H", $"Authorization: Bearer {token}", address.AbsoluteUri])
        {
            RedirectStandardOutput = true,
        };
        using var wrk = Process.Start(start)!;
        var report = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (report.Contains("Non-2xx", StringComparison.Ordinal) || report.Contains("Socket errors", StringComparison.Ordinal) || !Rate().IsMatch(report))
            throw new InvalidOperationException($"Not every answer was good:\n{report}");
        var median = Half().Match(report);
        var scale = median.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
        return (Number(Rate().Match(report).Groups[1]), Number(median.Groups[1]) * scale);
    }

    static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"\s50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Half();
}
