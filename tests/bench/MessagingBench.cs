using System.Diagnostics;
using System.Globalization;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// Limit and ours in turn, round by round, on servers of their own: each limit is measured for as long before ours as after it, so that both saw
/// the same machine.
/// </summary>
internal static class MessagingBench
{
    static readonly TimeSpan Half = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Figures figures, TestHost servers, int rounds, int backlog)
    {
        var (postgres, rabbit) = ($"{servers.ConnectionString("postgres")};Database=postgres", servers.ConnectionString("rabbitmq"));
        var management = servers.Address("rabbitmq", "management");
        await using var host = await BenchHost.CreateAsync(postgres, rabbit, management, "plain");
        await using var full = await BenchHost.CreateAsync(postgres, rabbit, management, "full");
        await host.StartAsync();
        await full.StartAsync();
        await WarmAsync(host, full, rabbit);

        for (var round = 1; round <= rounds; round++)
        {
            await RoundAsync(figures, host, full, rabbit, backlog);
            Console.WriteLine($"round {round} of {rounds}");
        }

        await host.StopAsync();
        await full.StopAsync();
    }

    /// <summary>Everything as it is after some hours of work: code compiled for good, the database's log files there to be written over.</summary>
    static async Task WarmAsync(BenchHost host, BenchHost full, string rabbit)
    {
        await host.ExecuteAsync("create table filler as select repeat('x', 1000) from generate_series(1, 1200000)");
        await host.ExecuteAsync("drop table filler");
        await Ours.FillInboxAsync(full, 1_000_000);
        await full.ExecuteAsync("vacuum analyze inbox");
        await full.ExecuteAsync("checkpoint");
        await Limits.PostgresAsync(host.Owner, TimeSpan.FromSeconds(4));
        await Ours.LoadedAsync(host, TimeSpan.FromSeconds(10));
        await Limits.RabbitAsync(rabbit, TimeSpan.FromSeconds(2));
        await Ours.DrainAsync(full, 20_000);
    }

    static async Task RoundAsync(Figures figures, BenchHost host, BenchHost full, string rabbit, int backlog)
    {
        var before = await Limits.PostgresAsync(host.Owner, Half);
        var usage = Usage.Start();
        var (effects, loaded) = await Ours.LoadedAsync(host, 2 * Half);
        usage.Report(figures, "  loaded: {0} per commit and effect", host.Effects.Count);
        var transactions = (before + await Limits.PostgresAsync(host.Owner, Half)) / 2;
        figures.Add("raw PostgreSQL, two inserts prepared, 16 writers", "transactions/s", transactions);
        figures.Add("ours, 16 writers to committed effects", "effects/s", effects);
        figures.AddRatio("  of raw PostgreSQL", effects, transactions, Bar.AtLeast(0.33));
        figures.Add("  commit to effect, loaded p99", "ms", Figures.Percentile(loaded, 0.99), Bar.AtMost(150));
        var unloaded = await Ours.UnloadedAsync(host, 500);
        figures.Add("  commit to effect, unloaded p50", "ms", Figures.Percentile(unloaded, 0.5), Bar.AtMost(1.6));
        figures.Add("  commit to effect, unloaded p99", "ms", Figures.Percentile(unloaded, 0.99), Bar.AtMost(6));
        figures.Add("  effects stamped before their commit", "%", 100.0 * loaded.Concat(unloaded).Count(latency => latency < 0) / (loaded.Count + unloaded.Count));

        before = await Limits.RabbitAsync(rabbit, Half);
        await host.ExecuteAsync("truncate inbox, effects, matters");
        usage = Usage.Start();
        var drained = await Ours.DrainAsync(host, backlog);
        usage.Report(figures, "  drain: {0} per effect", backlog);
        var confirms = (before + await Limits.RabbitAsync(rabbit, Half)) / 2;
        figures.Add("raw RabbitMQ, 1 KB persistent, 500 outstanding", "confirms/s", confirms);
        figures.Add("ours, backlog to the broker", "messages/s", drained.Published);
        figures.Add("ours, backlog to committed effects", "effects/s", drained.Effects);
        figures.AddRatio("  of raw RabbitMQ", drained.Effects, confirms, Bar.AtLeast(0.3));
        await full.ExecuteAsync("truncate effects");
        var withInbox = await Ours.DrainAsync(full, backlog);
        figures.Add("ours, the same with 1,000,000 inbox rows", "effects/s", withInbox.Effects);
        figures.AddRatio("  of the drain without them", withInbox.Effects, drained.Effects, Bar.AtLeast(0.9));
    }

    /// <summary>What this process used since.</summary>
    sealed record Usage(TimeSpan Processor, long Allocated)
    {
        public static Usage Start()
        {
            using var self = Process.GetCurrentProcess();
            return new(self.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        }

        public void Report(Figures figures, string name, int count)
        {
            var now = Start();
            figures.Add(string.Format(CultureInfo.InvariantCulture, name, "CPU"), "us", (now.Processor - Processor).TotalMicroseconds / count);
            figures.Add(string.Format(CultureInfo.InvariantCulture, name, "allocated"), "KB", (now.Allocated - Allocated) / 1024.0 / count);
        }
    }
}
