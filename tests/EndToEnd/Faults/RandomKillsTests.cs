using System.Collections.Concurrent;
using System.Diagnostics;
using Supervision.Testing;

namespace Supervision.EndToEnd.Faults;

/// <summary>Transfers in two districts while parts of the platform are killed one after the other, chosen by a seed.</summary>
public sealed class RandomKillsTests(FaultPlatform platform, ITestOutputHelper output) : FaultTest(platform, output)
{
    private const int CluesPerKill = 22;
    private const int Writers = 8;

    [Fact]
    public async Task Whatever_is_killed_each_accepted_transfer_has_its_effect_exactly_once()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SUPERVISION_FAULT_SEED"), out var given) ? given : 20261123;
        var random = new Random(seed);
        var plan = Plan(random);
        var clues = (await Task.WhenAll(Platform.Districts.Select(async district =>
            (await district.PrepareAsync(plan.Length * CluesPerKill / 2)).Select(clue => (District: district, Clue: clue))))).SelectMany(prepared => prepared).ToArray();
        random.Shuffle(clues);
        var patient = clues.ToDictionary(one => one.Clue, _ => random.Next(4) > 0);
        var clock = Stopwatch.StartNew();

        // Each kill has its own portion of work, so that work is under way however quickly it is done.
        var lost = new ConcurrentBag<ApprovedClue>();
        foreach (var ((resource, point), portion) in plan.Zip(clues.Chunk(CluesPerKill)))
        {
            Output.WriteLine($"{clock.Elapsed.TotalSeconds,5:0.0} s: {resource} {point ?? "at any place"}");
            var answered = 0;
            var killing = KillAsync(resource, point, random.Next(CluesPerKill / 2), () => Volatile.Read(ref answered));
            await Parallel.ForEachAsync(portion, new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (one, _) =>
            {
                await TransferAsync(one.District, one.Clue, patient[one.Clue], lost);
                Interlocked.Increment(ref answered);
            });
            await killing;
        }

        Output.WriteLine($"seed {seed}: {Platform.Accepted.Count} accepted so far, {lost.Count} given up after a lost answer, {clock.Elapsed.TotalSeconds:0.0} s");
        await Oracle.SettledAsync(Platform);
        Assert.All(clues.Where(one => patient[one.Clue]), one => Assert.Contains(one.Clue.Id, Platform.Accepted));
    }

    /// <summary>
    /// A patient caller retries until there is a response; the other never learns the result. Every third clue is signed for at once.
    /// </summary>
    private static async Task TransferAsync(District district, ApprovedClue clue, bool isPatient, ConcurrentBag<ApprovedClue> lost)
    {
        var answer = isPatient ? await district.TransferUntilAnsweredAsync(clue) : await district.TransferAsync(clue);
        if (answer.IsOutage) lost.Add(clue);
        else answer.Require();
        if (answer.IsAccepted && clue.Id.GetHashCode() % 3 is 0) await district.ReceiveUntilAnsweredAsync(clue);
    }

    /// <summary>Every kind of kill once, in random order.</summary>
    private static (string Resource, string? Point)[] Plan(Random random)
    {
        (string, string?)[] kinds =
        [
            ("clues", FaultPoint.BeforeCommit), ("clues", FaultPoint.AfterCommit), ("clues", FaultPoint.AfterPublish), ("clues", null),
            ("notifications", FaultPoint.AfterDelivery), ("notifications", FaultPoint.BeforeAck), ("notifications", null),
            ("postgres", null), ("rabbitmq", null),
        ];
        random.Shuffle(kinds);
        return kinds;
    }

    /// <summary>At its point the next time it gets there, else anywhere after the given number of responses.</summary>
    private async Task KillAsync(string resource, string? point, int after, Func<int> answered)
    {
        var ct = TestContext.Current.CancellationToken;
        if (point is not null)
        {
            await Platform.Arm(resource, point)();
            return;
        }

        await Eventually.GetAsync(() => Task.FromResult(answered()), count => count >= after, count => $"{count} answers; {after} were expected before the kill");
        if (resource is "clues" or "notifications")
        {
            await Platform.KillAsync(resource);
            return;
        }

        await Platform.Host.KillAsync(resource, ct);
        await Platform.Host.StartAgainAsync(resource, ct);
    }
}
