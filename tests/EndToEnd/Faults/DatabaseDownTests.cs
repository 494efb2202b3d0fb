using Supervision.Testing;

namespace Supervision.EndToEnd.Faults;

public sealed class DatabaseDownTests(FaultPlatform platform, ITestOutputHelper output) : FaultTest(platform, output)
{
    [Fact]
    public async Task While_the_database_is_down_nothing_is_accepted_and_afterwards_the_same_processes_go_on()
    {
        var district = Platform.Dongtou;
        var clues = await district.PrepareAsync(40);
        var processes = new[] { "clues", "notifications" }.Select(Platform.Host.ProcessId).ToList();
        // The server goes down while transfers are under way.
        var load = Parallel.ForEachAsync(clues, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (clue, _) =>
            (await district.TransferUntilAnsweredAsync(clue)).Require());
        await Eventually.GetAsync(() => Task.FromResult(Platform.Accepted.Count), _ => clues.Any(clue => Platform.Accepted.ContainsKey(clue.Id)), _ => "no transfer was accepted");
        await Platform.Host.KillAsync("postgres", TestContext.Current.CancellationToken);
        try
        {
            foreach (var (method, path, body) in Requests(clues[^1]))
            {
                var answer = await Platform.SendAsync(method, path, district.Office, body, method == HttpMethod.Post ? Guid.NewGuid().ToString() : null);
                Assert.True((answer.Status, answer.ContentType, answer.Code) is (503, "application/problem+json", "database.unavailable"), $"{method} {path}: {answer}");
            }
        }
        finally
        {
            await Platform.Host.StartAgainAsync("postgres", TestContext.Current.CancellationToken);
        }

        await load;
        await Oracle.SettledAsync(Platform);
        Assert.Equal(processes, new[] { "clues", "notifications" }.Select(Platform.Host.ProcessId));
    }

    private static IEnumerable<(HttpMethod Method, string Path, string? Body)> Requests(ApprovedClue clue) =>
    [
        (HttpMethod.Post, $"/api/clues/{clue.Id}/transfer", null),
        (HttpMethod.Post, $"/api/clues/{clue.Id}/withdraw", """{"reason":"重复"}"""),
        (HttpMethod.Post, "/api/clues", """{"title":"示例","account":"示例","units":[],"persons":[],"source":"other","field":"publicService"}"""),
        (HttpMethod.Get, $"/api/clues/{clue.Id}", null),
        (HttpMethod.Get, "/api/clues", null),
        (HttpMethod.Get, "/api/notifications", null),
    ];
}
