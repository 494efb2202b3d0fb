using System.Diagnostics;
using System.Net.Http.Headers;
using Npgsql;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// (d) What a district's size costs its lists and its year's page: one with 100,000 proposals and 10,000 topics of ten years, with three duty
/// items each, against one with 1,000 proposals and 1,000 topics. The same service, asked in turn, request by request.
/// </summary>
internal static class TopicsBench
{
    const string Small = SampleAccounts.Dongtou, Large = SampleAccounts.Lucheng;

    static readonly int Year = DateTimeOffset.UtcNow.Year;

    /// <summary>What is asked, and how much longer it may take in the large district; null where it is only told.</summary>
    static readonly (string Name, string Path, double? Limit)[] Questions =
    [
        ("topics, newest", "/api/topics?limit=30", 1.5),
        ("topics, supervising, of the year", $"/api/topics?limit=30&status=supervising&year={Year}", 1.5),
        ("topics, longest waiting", "/api/topics?limit=30&sort=waiting", 1.5),
        ("topics, by title", "/api/topics?limit=30&sort=title", 1.5),
        ("plan page", $"/api/topics/plans/{Year}/page", 1.5),
        ("proposals, newest", "/api/topics/proposals?limit=30", 1.5),
        ("proposals, submitted, of a source", "/api/topics/proposals?limit=30&status=submitted&source=whistle", 1.5),
        ("statistics of the year", $"/api/topics/statistics/{Year}", null),
        ("topics, search of what many say", $"/api/topics?limit=30&search={Uri.EscapeDataString("营商")}", null),
        ("topics, search of what none says", $"/api/topics?limit=30&search={Uri.EscapeDataString("码头")}", null),
        ("proposals, search of what none says", $"/api/topics/proposals?limit=30&search={Uri.EscapeDataString("码头")}", null),
    ];

    public static async Task RunAsync(Figures figures, int rounds, int requests)
    {
        await using var platform = await StartAsync("topics");
        await using var owner = NpgsqlDataSource.Create(platform.ConnectionString("topicsdb"));
        await TopicsSeed.FillAsync(owner, Small, topics: 1_000, proposals: 1_000, Year);
        await TopicsSeed.FillAsync(owner, Large, topics: 10_000, proposals: 100_000, Year);
        using var small = await OfficeAsync(platform, Small);
        using var large = await OfficeAsync(platform, Large);
        foreach (var (_, path, _) in Questions) await AskAsync(small, large, path, 30);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var (name, path, limit) in Questions)
            {
                var (fast, slow) = await AskAsync(small, large, path, requests);
                figures.Add($"{name}, small, p99", "ms", Figures.Percentile(fast, 0.99));
                figures.Add($"{name}, large, p99", "ms", Figures.Percentile(slow, 0.99));
                figures.AddRatio($"{name}, p50, large / small", Figures.Percentile(slow, 0.5), Figures.Percentile(fast, 0.5));
                figures.AddRatio(
                    $"{name}, p99, large / small", Figures.Percentile(slow, 0.99), Figures.Percentile(fast, 0.99), limit is { } most ? Bar.AtMost(most) : null);
            }

            Console.WriteLine($"round {round} of {rounds}");
        }
        await ExportBench.RunAsync(figures, platform, large);
    }

    /// <summary>Gateway, Identity and these services, with no limit on how much one caller asks.</summary>
    public static Task<TestHost> StartAsync(params string[] services) => TestHost.StartAsync(new TestHostOptions
    {
        Only = ["gateway", "identity", .. services],
        Environment = new Dictionary<string, Dictionary<string, string>>
        {
            ["gateway"] = new()
            {
                ["Limits__Caller__PerSecond"] = "1000000",
                ["Limits__Caller__Burst"] = "10000000",
                ["Limits__Public__PerSecond"] = "1000000",
                ["Limits__Public__Burst"] = "10000000",
                ["Limits__SignIn__PerSecond"] = "1000000",
                ["Limits__SignIn__Burst"] = "10000000",
            },
            ["identity"] = new() { ["Tokens__Access"] = "02:00:00" },
        },
    });

    static async Task<HttpClient> OfficeAsync(TestHost platform, string district)
    {
        var office = SampleAccounts.Read(Path.Combine(platform.DataFolder, "accounts.json")).Holder(Cppcc.Office, district);
        var client = new HttpClient { BaseAddress = platform.Address("topics"), Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await new SignInClient(platform.Address("gateway")).TokenAsync(office));
        return client;
    }

    /// <returns>Latencies in milliseconds.</returns>
    static async Task<(double[] Small, double[] Large)> AskAsync(HttpClient small, HttpClient large, string path, int requests)
    {
        var (fast, slow) = (new double[requests], new double[requests]);
        for (var i = 0; i < requests; i++) (fast[i], slow[i]) = (await AskAsync(small, path), await AskAsync(large, path));
        return (fast, slow);
    }

    static async Task<double> AskAsync(HttpClient client, string path)
    {
        var begun = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(path);
        var body = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(body)}");
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
