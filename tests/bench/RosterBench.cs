using System.Diagnostics;
using System.Net.Http.Headers;
using Npgsql;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// What the size of a district's roster costs its lists: 20,000 entries of many years, of which few are in office, against 200. The same
/// service, asked in turn, request by request.
/// </summary>
internal static class RosterBench
{
    const string Small = SampleAccounts.Dongtou, Large = SampleAccounts.Lucheng;

    /// <summary>What is asked, and how much longer it may take with the large roster.</summary>
    static readonly (string Name, string Path, double Limit)[] Questions =
    [
        ("roster, newest", "/api/supervisors/roster?limit=30", 1.5),
        ("roster, by name", "/api/supervisors/roster?limit=30&sort=name", 1.5),
        ("roster, in office", "/api/supervisors/roster?limit=30&status=appointed", 1.5),
        ("roster, in office, by term", "/api/supervisors/roster?limit=30&status=appointed&sort=term", 1.5),
    ];

    public static async Task RunAsync(int rounds, int requests)
    {
        await using var platform = await TestHost.StartAsync(new TestHostOptions
        {
            Only = ["identity", "supervisors"],
            Environment = new Dictionary<string, Dictionary<string, string>> { ["identity"] = new() { ["Tokens__Access"] = "02:00:00" } },
        });
        await using var owner = NpgsqlDataSource.Create(platform.ConnectionString("supervisorsdb"));
        await FillAsync(owner, Small, 200);
        await FillAsync(owner, Large, 20_000);
        using var small = await OfficeAsync(platform, Small);
        using var large = await OfficeAsync(platform, Large);
        foreach (var (_, path, _) in Questions) await AskAsync(small, large, path, 30);

        var figures = new Figures();
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var (name, path, limit) in Questions)
            {
                var (fast, slow) = await AskAsync(small, large, path, requests);
                figures.Add($"{name}, 200, p99", "ms", Figures.Percentile(fast, 0.99));
                figures.Add($"{name}, 20,000, p99", "ms", Figures.Percentile(slow, 0.99));
                figures.AddRatio($"{name}, p50, large / small", Figures.Percentile(slow, 0.5), Figures.Percentile(fast, 0.5));
                figures.AddRatio($"{name}, p99, large / small, limit {limit}", Figures.Percentile(slow, 0.99), Figures.Percentile(fast, 0.99));
            }

            Console.WriteLine($"round {round} of {rounds}");
        }

        figures.Print();
    }

    /// <summary>Entries as many terms leave them, put in past the service: forty in office, the others ended.</summary>
    static async Task FillAsync(NpgsqlDataSource owner, string district, int entries)
    {
        await using var fill = owner.CreateCommand("""
            insert into supervisors (id, district, name, sector, proposed_by, criteria, decision, status, letter_number, from_day, until_day, begun, told, nominated_by, nominated_at)
            select gen_random_uuid(), $1, '示例·监督' || lpad(n::text, 6, '0'), (array['economy', 'socialScience', 'health', 'education', 'agriculture'])[1 + n % 5],
                '区委统战部', repeat('熟悉业务，公道正派。', 10), '主席会议决定', case when n % ($2 / 40) = 0 then 'Appointed' else 'Ended' end,
                '〔' || 2000 + n % 26 || '〕' || n || '号', current_date - 300, case when n % ($2 / 40) = 0 then current_date + 100 + n % 200 else current_date - n % 4000 end,
                true, 1, gen_random_uuid(), now()
            from generate_series(1, $2) n
            """);
        fill.Parameters.AddWithValue(district);
        fill.Parameters.AddWithValue(entries);
        await fill.ExecuteNonQueryAsync();
        await using var analyze = owner.CreateCommand("analyze supervisors");
        await analyze.ExecuteNonQueryAsync();
    }

    static async Task<HttpClient> OfficeAsync(TestHost platform, string district)
    {
        var office = SampleAccounts.Read(Path.Combine(platform.DataFolder, "accounts.json")).Holder(Cppcc.Office, district);
        var client = new HttpClient { BaseAddress = platform.Address("supervisors"), Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await new SignInClient(platform.Address("identity")).TokenAsync(office));
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
