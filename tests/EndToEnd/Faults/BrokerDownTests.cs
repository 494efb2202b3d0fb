using System.Collections.Concurrent;
using System.Diagnostics;

namespace Supervision.EndToEnd.Faults;

public sealed class BrokerDownTests(FaultPlatform platform, ITestOutputHelper output) : FaultTest(platform, output)
{
    [Fact]
    public async Task While_the_broker_is_down_transfers_are_accepted_and_afterwards_everything_arrives()
    {
        var clues = await Platform.Dongtou.PrepareAsync(40);
        await Platform.Host.KillAsync("rabbitmq", TestContext.Current.CancellationToken);
        try
        {
            var times = new ConcurrentBag<double>();
            await Parallel.ForEachAsync(clues, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (clue, _) =>
            {
                var clock = Stopwatch.StartNew();
                (await Platform.Dongtou.TransferAsync(clue)).Require();
                times.Add(clock.Elapsed.TotalMilliseconds);
            });
            var sorted = times.Order().ToList();
            Output.WriteLine($"{clues.Count} transfers accepted without a broker: median {sorted[sorted.Count / 2]:0} ms, longest {sorted[^1]:0} ms");
            Assert.NotEmpty(await Records.OutboxAsync(Platform.Host));
        }
        finally
        {
            await Platform.Host.StartAgainAsync("rabbitmq", TestContext.Current.CancellationToken);
        }

        var arrival = Stopwatch.StartNew();
        await Oracle.SettledAsync(Platform);
        Output.WriteLine($"everything arrived {arrival.Elapsed.TotalSeconds:0.0} s after the broker was back");
    }
}
