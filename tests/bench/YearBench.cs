using System.Diagnostics;
using System.Text.Json.Nodes;
using Supervision.Contracts;
using Supervision.Demo;
using Supervision.Demo.Year;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// (f) The year of a district against the single path of a clue, from registration to disposal: requests per second through the
/// gateway, by people who act one after the other.
/// </summary>
internal static class YearBench
{
    public static async Task RunAsync(Figures figures, int rounds)
    {
        await using var platform = await TopicsBench.StartAsync("topics", "supervisors", "clues", "notifications");
        var file = Path.Combine(platform.DataFolder, "accounts.json");
        var (gateway, samples) = (platform.Address("gateway"), SampleAccounts.Read(file));
        using var path = await CluePath.SignInAsync(gateway, samples);
        for (var round = 0; round <= rounds; round++)
        {
            var clue = await path.PerSecondAsync(30);
            var traffic = new Traffic();
            using var people = new People(gateway, samples, traffic);
            var year = new YearJourney(people, SampleAccounts.Lucheng, new Script(TextWriter.Null));
            await year.SignInAsync();
            var (asked, begun) = (traffic.Requests, Stopwatch.GetTimestamp());
            await year.RunYearAsync();
            var rate = (traffic.Requests - asked) / Stopwatch.GetElapsedTime(begun).TotalSeconds;
            if (round == 0) continue; // warm-up
            figures.Add("clue path", "requests/s", clue);
            figures.Add("year of a district", "requests/s", rate);
            figures.Add("year of a district, all of it", "requests", traffic.Requests - asked);
            figures.AddRatio("year / clue path", rate, clue);
        }
    }

    /// <summary>The path of a clue through both bodies.</summary>
    sealed class CluePath(Person[] people) : IDisposable
    {
        Person Office => people[0];

        public static async Task<CluePath> SignInAsync(Uri gateway, SampleAccounts samples)
        {
            List<Person> people = [];
            foreach (var account in (SampleAccount[])
                [
                    samples.Holder(Cppcc.Office), samples.Holders(Cppcc.Office)[1], samples.Holder(Cppcc.Secretary), samples.Holder(Cppcc.Chair),
                    samples.Holder(Discipline.Intake), samples.Holder(Discipline.Handler), samples.Holder(Discipline.Leader),
                ])
                people.Add(await Person.SignInAsync(gateway, account));
            return new([.. people]);
        }

        public async Task<double> PerSecondAsync(int clues)
        {
            var begun = Stopwatch.GetTimestamp();
            var requests = 0;
            for (var i = 0; i < clues; i++) requests += await WalkAsync();
            return requests / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }

        /// <returns>Number of requests it took.</returns>
        async Task<int> WalkAsync()
        {
            var requests = 0;
            async Task<JsonNode> PostAsync(Person by, string path, object? body = null)
            {
                requests++;
                return await by.PostAsync(path, body);
            }

            var registered = await PostAsync(Office, "/api/clues", Matters.Request(Matters.Next()));
            var clue = $"/api/clues/{registered["id"]}";
            await PostAsync(Office, $"{clue}/collate");
            var hash = (string)(await PostAsync(Office, $"{clue}/submit"))["contentHash"]!;
            foreach (var approver in people[1..4]) await PostAsync(approver, $"{clue}/approve", new { contentHash = hash });
            await PostAsync(Office, $"{clue}/transfer");
            await PostAsync(people[4], $"{clue}/receive");
            await PostAsync(people[4], $"{clue}/accept", new { handler = people[5].Id });
            await PostAsync(people[5], $"{clue}/disposal", new { measure = "preliminaryVerification", grounds = "具有可查性。", outcomeSummary = "已初步核实。" });
            await PostAsync(people[6], $"{clue}/disposal/approve", new { comment = "同意。" });
            return requests;
        }

        public void Dispose()
        {
            foreach (var person in people) person.Dispose();
        }
    }
}
