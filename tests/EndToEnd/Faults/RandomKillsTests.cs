using System.Collections.Concurrent;
using System.Diagnostics;
using Supervision.Testing;

namespace Supervision.EndToEnd.Faults;

/// <summary>Transfers in two districts while one part of the platform after the other is killed, chosen by a seed.</summary>
public sealed class RandomKillsTests(FaultPlatform platform, ITestOutputHelper output) : FaultTest(platform, output)
{
    private const int Clues = 200;
    private const int Writers = 8;
    private const int Kills = 9;

    [Fact]
    public async Task Whatever_is_killed_each_accepted_transfer_has_its_effect_exactly_once()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SUPERVISION_FAULT_SEED"), out var given) ? given : 20261123;
        var random = new Random(seed);
        var clues = (await Task.WhenAll(Platform.Districts.Select(async district =>
            (await district.PrepareAsync(Clues / 2)).Select(clue => (District: district, Clue: clue))))).SelectMany(prepared => prepared).ToArray();
        random.Shuffle(clues);
        var patient = clues.ToDictionary(one => one.Clue, _ => random.Next(4) > 0);
        var plan = Plan(random);
        var clock = Stopwatch.StartNew();

        // A kill follows every so many answers, so that each of them meets work under way.
        var answered = 0;
        var lost = new ConcurrentBag<ApprovedClue>();
        var killing = KillAsync(plan, () => Volatile.Read(ref answered), clock);
        await Parallel.ForEachAsync(clues, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (one, _) =>
        {
            await TransferAsync(one.District, one.Clue, patient[one.Clue], lost);
            Interlocked.Increment(ref answered);
        });
        await killing;

        Output.WriteLine($"seed {seed}: {Platform.Accepted.Count} accepted so far, {lost.Count} given up after a lost answer, {clock.Elapsed.TotalSeconds:0.0} s");
        await Oracle.SettledAsync(Platform);
        Assert.All(clues.Where(one => patient[one.Clue]), one => Assert.Contains(one.Clue.Id, Platform.Accepted));
    }

    /// <summary>A patient caller asks again until there is an answer; the other one never knows. Every third commission signs at once.</summary>
    private static async Task TransferAsync(District district, ApprovedClue clue, bool isPatient, ConcurrentBag<ApprovedClue> lost)
    {
        var answer = isPatient ? await district.TransferUntilAnsweredAsync(clue) : await district.TransferAsync(clue);
        if (answer.IsOutage) lost.Add(clue);
        else answer.Require();
        if (answer.IsAccepted && clue.Id.GetHashCode() % 3 is 0) await district.ReceiveUntilAnsweredAsync(clue);
    }

    /// <summary>Every kind of kill at least once, in any order.</summary>
    private static List<(string Resource, string? Point)> Plan(Random random)
    {
        (string, string?)[] kinds =
        [
            ("clues", FaultPoint.BeforeCommit), ("clues", FaultPoint.AfterCommit), ("clues", FaultPoint.AfterPublish), ("clues", null),
            ("notifications", FaultPoint.AfterDelivery), ("notifications", FaultPoint.BeforeAck), ("notifications", null),
            ("postgres", null), ("rabbitmq", null),
        ];
        Assert.Equal(Kills, kinds.Length);
        random.Shuffle(kinds);
        return [.. kinds];
    }

    private async Task KillAsync(List<(string Resource, string? Point)> plan, Func<int> answered, Stopwatch clock)
    {
        var ct = TestContext.Current.CancellationToken;
        for (var kill = 0; kill < plan.Count; kill++)
        {
            var (resource, point) = plan[kill];
            var due = (kill + 1) * Clues / (Kills + 2);
            await Eventually.GetAsync(() => Task.FromResult(answered()), count => count >= due, count => $"{count} answers; {due} were to come before the next kill");
            Output.WriteLine($"{clock.Elapsed.TotalSeconds,5:0.0} s: {resource} {point ?? "at any place"}");
            if (point is not null) await Platform.Arm(resource, point)();
            else if (resource is "clues" or "notifications") await Platform.KillAsync(resource);
            else
            {
                await Platform.Host.KillAsync(resource, ct);
                await Platform.Host.StartAgainAsync(resource, ct);
            }
        }
    }
}
