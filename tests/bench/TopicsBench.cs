using Npgsql;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// (d) Cost of a district's size for its lists and its year's page: one with 100,000 proposals and 10,000 topics of ten years, with three duty
/// items each, against one with 1,000 proposals and 1,000 topics. The same service, with requests alternating.
/// </summary>
internal static class TopicsBench
{
    static readonly int Year = DateTimeOffset.UtcNow.Year;

    /// <summary>The requests, and how much longer each may take in the large district; null if only reported.</summary>
    static readonly (string Name, string Path, Bar? Bar)[] Questions =
    [
        ("topics, newest", "/api/topics?limit=30", Bar.AtMost(1.5)),
        ("topics, supervising, of the year", $"/api/topics?limit=30&status=supervising&year={Year}", Bar.AtMost(1.5)),
        ("topics, longest waiting", "/api/topics?limit=30&sort=waiting", Bar.AtMost(1.5)),
        ("topics, by title", "/api/topics?limit=30&sort=title", Bar.AtMost(1.5)),
        ("plan page", $"/api/topics/plans/{Year}/page", Bar.AtMost(1.5)),
        ("proposals, newest", "/api/topics/proposals?limit=30", Bar.AtMost(1.5)),
        ("proposals, submitted, of a source", "/api/topics/proposals?limit=30&status=submitted&source=whistle", Bar.AtMost(1.5)),
        ("statistics of the year", $"/api/topics/statistics/{Year}", null),
        ("topics, search of what many say", $"/api/topics?limit=30&search={Uri.EscapeDataString("营商")}", null),
        ("topics, search of what none says", $"/api/topics?limit=30&search={Uri.EscapeDataString("码头")}", null),
        ("proposals, search of what none says", $"/api/topics/proposals?limit=30&search={Uri.EscapeDataString("码头")}", null),
    ];

    public static async Task RunAsync(Figures figures, int rounds, int requests)
    {
        await using var platform = await StartAsync("topics");
        await using var owner = NpgsqlDataSource.Create(platform.ConnectionString("topicsdb"));
        await TopicsSeed.FillAsync(owner, TwoSizes.Small, topics: 1_000, proposals: 1_000, Year);
        await TopicsSeed.FillAsync(owner, TwoSizes.Large, topics: 10_000, proposals: 100_000, Year);
        using var offices = await TwoSizes.SignInAsync(platform, "topics", "small", "large");
        await offices.WarmAsync(Questions.Select(question => question.Path));
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var (name, path, bar) in Questions) await offices.MeasureAsync(figures, name, path, requests, bar);
            Console.WriteLine($"round {round} of {rounds}");
        }

        await ExportBench.RunAsync(figures, platform, offices.LargeOffice);
    }

    /// <summary>Gateway, Identity and these services, without a limit per caller.</summary>
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
}
