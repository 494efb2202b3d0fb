using Npgsql;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// Cost of a roster's size for its lists: 20,000 entries of many years, of which few are in office, against 200. The same
/// service, with requests alternating.
/// </summary>
internal static class RosterBench
{
    /// <summary>The requests; the large roster may take half as long again.</summary>
    public static readonly (string Name, string Path, Bar? Bar)[] Questions =
    [
        ("roster, newest", "/api/supervisors/roster?limit=30", Bar.AtMost(1.5)),
        ("roster, by name", "/api/supervisors/roster?limit=30&sort=name", Bar.AtMost(1.5)),
        ("roster, in office", "/api/supervisors/roster?limit=30&status=appointed", Bar.AtMost(1.5)),
        ("roster, in office, by term", "/api/supervisors/roster?limit=30&status=appointed&sort=term", Bar.AtMost(1.5)),
    ];

    public static async Task RunAsync(Figures figures, int rounds, int requests)
    {
        await using var platform = await TestHost.StartAsync(new TestHostOptions
        {
            Only = ["identity", "supervisors"],
            Environment = new Dictionary<string, Dictionary<string, string>> { ["identity"] = new() { ["Tokens__Access"] = "02:00:00" } },
        });
        await using var owner = NpgsqlDataSource.Create(platform.ConnectionString("supervisorsdb"));
        await FillAsync(owner, TwoSizes.Small, 200);
        await FillAsync(owner, TwoSizes.Large, 20_000);
        using var offices = await TwoSizes.SignInAsync(platform, "supervisors", "200", "20,000");
        await offices.WarmAsync(Questions.Select(question => question.Path));
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var (name, path, bar) in Questions) await offices.MeasureAsync(figures, name, path, requests, bar);
            Console.WriteLine($"round {round} of {rounds}");
        }
    }

    /// <summary>Entries as after many terms, inserted bypassing the service: forty in office, the others ended.</summary>
    public static async Task FillAsync(NpgsqlDataSource owner, string district, int entries)
    {
        await TwoSizes.ExecuteAsync(owner, """
            insert into supervisors (id, district, name, sector, proposed_by, criteria, decision, status, letter_number, from_day, until_day, begun, told, nominated_by, nominated_at)
            select gen_random_uuid(), $1, '示例·监督' || lpad(n::text, 7, '0'), (array['economy', 'socialScience', 'health', 'education', 'agriculture'])[1 + n % 5],
                '区委统战部', repeat('熟悉业务，公道正派。', 10), '主席会议决定', case when n % ($2 / 40) = 0 then 'Appointed' else 'Ended' end,
                '〔' || 2000 + n % 26 || '〕' || n || '号', current_date - 300, case when n % ($2 / 40) = 0 then current_date + 100 + n % 200 else current_date - n % 4000 end,
                true, 1, gen_random_uuid(), now()
            from generate_series(1, $2) n
            """, district, entries);
        await TwoSizes.ExecuteAsync(owner, "vacuum analyze supervisors");
    }
}
