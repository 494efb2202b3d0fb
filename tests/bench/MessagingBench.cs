using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// Limit and platform in turn, round by round, on separate servers: each limit is measured equally long before and after ours, so that both see
/// the same machine conditions. Publisher and consumer are separate processes, as in production.
/// </summary>
internal static class MessagingBench
{
    const int InboxRows = 1_000_000;

    static readonly TimeSpan Half = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Figures figures, TestHost servers, int rounds, int backlog)
    {
        var rabbit = servers.ConnectionString("rabbitmq");
        await using var host = await BenchPair.StartAsync(servers, "plain");
        await using var full = await BenchPair.StartAsync(servers, "full");
        await WarmAsync(host, full, rabbit);

        for (var round = 1; round <= rounds; round++)
        {
            await RoundAsync(figures, host, full, rabbit, backlog);
            Console.WriteLine($"round {round} of {rounds}");
        }
    }

    /// <summary>The state after some hours of work: code fully compiled, the database's log files allocated for reuse.</summary>
    static async Task WarmAsync(BenchPair host, BenchPair full, string rabbit)
    {
        await TwoSizes.ExecuteAsync(host.ConsumerOwner, "create table filler as select repeat('x', 1000) from generate_series(1, 1200000)");
        await TwoSizes.ExecuteAsync(host.ConsumerOwner, "drop table filler");
        // Inbox rows of earlier messages, as after a busy month.
        await TwoSizes.ExecuteAsync(full.ConsumerOwner, $"""
            insert into inbox (message_id, consumer)
            select overlay(md5(n::text) placing lpad(to_hex((extract(epoch from now()) * 1000)::bigint - {InboxRows} + n), 12, '0') || '7' from 1)::uuid, 'bench_full_in'
            from generate_series(1, {InboxRows}) n on conflict do nothing
            """);
        await TwoSizes.ExecuteAsync(full.ConsumerOwner, "vacuum analyze inbox");
        await TwoSizes.ExecuteAsync(full.ConsumerOwner, "checkpoint");
        await Limits.PostgresAsync(host.PublisherOwner, TimeSpan.FromSeconds(4));
        await Ours.LoadedAsync(host, TimeSpan.FromSeconds(10));
        await Limits.RabbitAsync(rabbit, TimeSpan.FromSeconds(2));
        await Ours.DrainAsync(full, 20_000);
    }

    static async Task RoundAsync(Figures figures, BenchPair host, BenchPair full, string rabbit, int backlog)
    {
        var before = await Limits.PostgresAsync(host.PublisherOwner, Half);
        var used = await host.UsageAsync();
        var (effects, loaded) = await Ours.LoadedAsync(host, 2 * Half);
        Report(figures, "loaded", await host.UsageAsync() - used, loaded.Count);
        var transactions = (before + await Limits.PostgresAsync(host.PublisherOwner, Half)) / 2;
        figures.Add("raw PostgreSQL, two inserts prepared, 16 writers", "transactions/s", transactions);
        figures.Add("ours, 16 writers to committed effects", "effects/s", effects);
        figures.AddRatio("  of raw PostgreSQL", effects, transactions, Bar.AtLeast(0.33));
        figures.Add("  commit to effect, loaded p99", "ms", Figures.Percentile(loaded, 0.99), Bar.AtMost(150));
        var unloaded = await Ours.UnloadedAsync(host, 500);
        figures.Add("  commit to effect, unloaded p50", "ms", Figures.Percentile(unloaded, 0.5), Bar.AtMost(1.6));
        figures.Add("  commit to effect, unloaded p99", "ms", Figures.Percentile(unloaded, 0.99), Bar.AtMost(6));
        figures.Add("  effects stamped before their commit", "%", 100.0 * loaded.Concat(unloaded).Count(latency => latency < 0) / (loaded.Count + unloaded.Count));

        before = await Limits.RabbitAsync(rabbit, Half);
        await TwoSizes.ExecuteAsync(host.ConsumerOwner, "truncate inbox, effects");
        await TwoSizes.ExecuteAsync(host.PublisherOwner, "truncate matters");
        used = await host.UsageAsync();
        var drained = await Ours.DrainAsync(host, backlog);
        Report(figures, "drain", await host.UsageAsync() - used, backlog);
        var confirms = (before + await Limits.RabbitAsync(rabbit, Half)) / 2;
        figures.Add("raw RabbitMQ, 1 KB persistent, 500 outstanding", "confirms/s", confirms);
        figures.Add("ours, backlog to the broker", "messages/s", drained.Published);
        figures.Add("ours, backlog to committed effects", "effects/s", drained.Effects);
        figures.AddRatio("  of raw RabbitMQ", drained.Effects, confirms, Bar.AtLeast(0.3));
        await TwoSizes.ExecuteAsync(full.ConsumerOwner, "truncate effects");
        var withInbox = await Ours.DrainAsync(full, backlog);
        figures.Add("ours, the same with 1,000,000 inbox rows", "effects/s", withInbox.Effects);
        figures.AddRatio("  of the drain without them", withInbox.Effects, drained.Effects, Bar.AtLeast(0.9));
    }

    static void Report(Figures figures, string name, Usage used, int count)
    {
        figures.Add($"  {name}: CPU of both services for each effect", "us", used.Processor / count);
        figures.Add($"  {name}: allocated by both for each effect", "KB", used.Allocated / count);
    }
}
