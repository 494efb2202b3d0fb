namespace Supervision.Bench;

/// <summary>Limit and ours in turn, round by round, on servers of their own.</summary>
internal static class MessagingBench
{
    public static async Task RunAsync(string postgres, string rabbit, Uri management, int rounds, int backlog)
    {
        await using var host = await BenchHost.CreateAsync(postgres, rabbit, management, "plain");
        await using var full = await BenchHost.CreateAsync(postgres, rabbit, management, "full");
        await host.StartAsync();
        await full.StartAsync();
        await WarmAsync(host, full);

        var figures = new Figures();
        for (var round = 1; round <= rounds; round++)
        {
            await RoundAsync(figures, host, full, rabbit, backlog);
            Console.WriteLine($"round {round} of {rounds}");
        }

        figures.Print();
        await host.StopAsync();
        await full.StopAsync();
    }

    /// <summary>Everything as it is after some hours of work: code compiled for good, the database's log files there to be written over.</summary>
    static async Task WarmAsync(BenchHost host, BenchHost full)
    {
        await host.ExecuteAsync("create table filler as select repeat('x', 1000) from generate_series(1, 1200000)");
        await host.ExecuteAsync("drop table filler");
        await Ours.FillInboxAsync(full, 1_000_000);
        await full.ExecuteAsync("vacuum analyze inbox");
        await full.ExecuteAsync("checkpoint");
        await Limits.PostgresAsync(host.Owner, TimeSpan.FromSeconds(4));
        await Ours.LoadedAsync(host, TimeSpan.FromSeconds(10));
        await Ours.DrainAsync(full, 20_000);
    }

    static async Task RoundAsync(Figures figures, BenchHost host, BenchHost full, string rabbit, int backlog)
    {
        var transactions = await Limits.PostgresAsync(host.Owner, TimeSpan.FromSeconds(4));
        figures.Add("raw PostgreSQL, two inserts, 16 writers", "transactions/s", transactions);
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        self.Refresh();
        var (cpu, alloc) = (self.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        var (effects, loaded) = await Ours.LoadedAsync(host, TimeSpan.FromSeconds(4));
        self.Refresh();
        figures.Add("  loaded: CPU per commit and effect", "us", (self.TotalProcessorTime - cpu).TotalMicroseconds / host.Effects.Count);
        figures.Add("  loaded: allocated per commit and effect", "KB", (GC.GetTotalAllocatedBytes() - alloc) / 1024.0 / host.Effects.Count);
        figures.Add("ours, 16 writers to committed effects", "effects/s", effects);
        figures.AddRatio("  of raw PostgreSQL, bar 0.30", effects, transactions);
        figures.Add("  commit to effect, loaded p99, bar 500", "ms", loaded);
        var (p50, p99) = await Ours.UnloadedAsync(host, 300);
        figures.Add("  commit to effect, unloaded p50, bar 5", "ms", p50);
        figures.Add("  commit to effect, unloaded p99, bar 20", "ms", p99);

        var confirms = await Limits.RabbitAsync(rabbit, 30_000);
        figures.Add("raw RabbitMQ, 1 KB persistent, 200 pipelined", "confirms/s", confirms);
        await host.ExecuteAsync("truncate inbox, effects, matters");
        self.Refresh();
        (cpu, alloc) = (self.TotalProcessorTime, GC.GetTotalAllocatedBytes());
        var drained = await Ours.DrainAsync(host, backlog);
        self.Refresh();
        figures.Add("  drain: CPU per effect", "us", (self.TotalProcessorTime - cpu).TotalMicroseconds / backlog);
        figures.Add("  drain: allocated per effect", "KB", (GC.GetTotalAllocatedBytes() - alloc) / 1024.0 / backlog);
        figures.Add("ours, backlog to the broker", "messages/s", drained.Published);
        figures.Add("ours, backlog to committed effects", "effects/s", drained.Effects);
        figures.AddRatio("  of raw RabbitMQ, bar 0.4", drained.Effects, confirms);
        await full.ExecuteAsync("truncate effects");
        var withInbox = await Ours.DrainAsync(full, backlog);
        figures.Add("ours, the same with 1,000,000 inbox rows", "effects/s", withInbox.Effects);
        figures.AddRatio("  of the drain without them, bar 0.9", withInbox.Effects, drained.Effects);
    }
}
