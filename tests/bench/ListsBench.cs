using System.Diagnostics;
using Npgsql;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// Cost of 1,000,000 rows for a list: two districts in one database, one with only 1,000, sent the same requests in turn, both warm. The pages a
/// portal opens with may take half as long again; a search, which reads the district's rows, is only reported.
/// </summary>
internal static class ListsBench
{
    const int Few = 1_000;

    static readonly int Year = DateTimeOffset.UtcNow.Year;
    static readonly Bar Half = Bar.AtMost(1.5);

    static readonly Subject[] Subjects =
    [
        new("clues", "cluesdb", ListsSeed.CluesAsync,
        [
            ("clues, newest", "/api/clues?limit=30", Half),
            ("clues, in approval", "/api/clues?limit=30&status=inApproval", Half),
            ("clues, nearest receipt deadline", "/api/clues?limit=30&sort=due", Half),
            ("clues, by title", "/api/clues?limit=30&sort=title", Half),
            ("clues, counts", "/api/clues/counts", null),
            ("clues, search of what none says", $"/api/clues?limit=30&search={Uri.EscapeDataString("码头")}", null),
        ]),
        new("topics", "topicsdb", (platform, owner, district, rows) => TopicsSeed.FillAsync(owner, district, Few, rows, Year),
        [
            ("proposals, newest", "/api/topics/proposals?limit=30", Half),
            ("proposals, submitted, of a source", "/api/topics/proposals?limit=30&status=submitted&source=whistle", Half),
            ("proposals, by title", "/api/topics/proposals?limit=30&sort=title", Half),
            ("proposals, search of what none says", $"/api/topics/proposals?limit=30&search={Uri.EscapeDataString("码头")}", null),
        ]),
        new("supervisors", "supervisorsdb", ListsSeed.SupervisorsAsync, [.. RosterBench.Questions, .. FieldBench.Questions]),
        new("assessment", "assessmentdb", ListsSeed.FormsAsync,
        [
            ("forms, newest", "/api/assessment/forms?limit=30", Half),
            ("forms, received", "/api/assessment/forms?limit=30&status=received", Half),
            ("forms, of a unit", "/api/assessment/forms?limit=30&unit=U7", Half),
            ("forms, search of what none says", $"/api/assessment/forms?limit=30&search={Uri.EscapeDataString("码头")}", null),
        ]),
        new("notifications", "notificationsdb", ListsSeed.InboxAsync,
        [
            ("inbox, newest", "/api/notifications?limit=30", Half),
            ("inbox, unread", "/api/notifications?limit=30&unread=true", Half),
            ("inbox, how many unread", "/api/notifications/unread", Half),
        ]),
    ];

    /// <param name="which">A service, or all of them one after the other, each on its own servers.</param>
    public static async Task RunAsync(Figures figures, string which, int rounds, int requests, int rows)
    {
        var chosen = Subjects.Where(subject => which is "all" || subject.Service == which).ToList();
        if (chosen.Count == 0) throw new ArgumentException($"There is no list bench for {which}.");
        foreach (var subject in chosen) await RunAsync(figures, subject, rounds, requests, rows);
    }

    static async Task RunAsync(Figures figures, Subject subject, int rounds, int requests, int rows)
    {
        await using var platform = await TestHost.StartAsync(new TestHostOptions
        {
            Only = ["identity", subject.Service],
            Environment = new Dictionary<string, Dictionary<string, string>> { ["identity"] = new() { ["Tokens__Access"] = "04:00:00" } },
        });
        await using var owner = NpgsqlDataSource.Create(platform.ConnectionString(subject.Database));
        foreach (var (district, count) in new[] { (TwoSizes.Small, Few), (TwoSizes.Large, rows) })
        {
            var clock = Stopwatch.StartNew();
            await subject.FillAsync(platform, owner, district, count);
            Console.WriteLine($"{subject.Service}: {count:N0} rows of {district} in {clock.Elapsed.TotalSeconds:F0} s");
        }

        await TwoSizes.ExecuteAsync(owner, "checkpoint"); // now, rather than while the lists are measured
        using var offices = await TwoSizes.SignInAsync(platform, subject.Service, $"{Few:N0}", $"{rows:N0}");
        await offices.WarmAsync(subject.Questions.Select(question => question.Path));
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var (name, path, bar) in subject.Questions)
            {
                // Reading a million rows takes a second, and is only reported.
                await offices.MeasureAsync(figures, name, path, bar is null ? Math.Min(requests, 10) : requests, bar);
            }

            Console.WriteLine($"{subject.Service}: round {round} of {rounds}");
        }
    }

    sealed record Subject(
        string Service, string Database, Func<TestHost, NpgsqlDataSource, string, int, Task> FillAsync,
        (string Name, string Path, Bar? Bar)[] Questions);
}
