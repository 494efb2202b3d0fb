using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Supervision.Messaging;

namespace Supervision.Bench;

/// <summary>(b) The platform's way from a commit to the committed effect: EF Core, outbox, relay, broker, consumer, inbox.</summary>
internal static class Ours
{
    static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>16 writers for a time; effects per second until the last effect is committed, and milliseconds from each commit to its effect.</summary>
    public static async Task<(double EffectsPerSecond, List<double> Latencies)> LoadedAsync(BenchHost host, TimeSpan duration)
    {
        host.Effects.Clear();
        var clock = Stopwatch.StartNew();
        var commits = (await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => WriteAsync(host, clock, duration))))).SelectMany(c => c).ToList();
        await host.Effects.ReachesAsync(commits.Count, Deadline);
        var rate = commits.Count / clock.Elapsed.TotalSeconds;
        return (rate, Latencies(host, commits));
    }

    static async Task<List<(Guid Matter, long Committed)>> WriteAsync(BenchHost host, Stopwatch clock, TimeSpan duration)
    {
        var commits = new List<(Guid, long)>();
        while (clock.Elapsed < duration) commits.Add(await host.CommitAsync());
        return commits;
    }

    /// <summary>One commit at a time, the next only after the effect of the one before; milliseconds.</summary>
    public static async Task<List<double>> UnloadedAsync(BenchHost host, int commits)
    {
        var all = new List<(Guid, long)>();
        host.Effects.Clear();
        for (var i = 1; i <= commits; i++)
        {
            all.Add(await host.CommitAsync());
            await host.Effects.ReachesAsync(i, Deadline);
        }

        return Latencies(host, all);
    }

    /// <summary>
    /// From the instant the writer's COMMIT returned to the instant the consumer's did. Below zero where the writer's thread was not run in between.
    /// </summary>
    static List<double> Latencies(BenchHost host, List<(Guid Matter, long Committed)> commits) =>
        [.. commits.Select(commit => Stopwatch.GetElapsedTime(commit.Committed, host.Effects.InstantOf(commit.Matter)).TotalMilliseconds)];

    /// <summary>A backlog that is there at once: rows per second until published, and until their effects are committed.</summary>
    public static async Task<(double Published, double Effects)> DrainAsync(BenchHost host, int rows)
    {
        host.Effects.Clear();
        await using var connection = await host.Owner.OpenConnectionAsync();
        long last;
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await FillAsync(connection, rows);
            await using var newest = new NpgsqlCommand("select max(position) from outbox", connection);
            last = (long)(await newest.ExecuteScalarAsync())!;
            await transaction.CommitAsync();
        }

        var clock = Stopwatch.StartNew();
        var effects = host.Effects.ReachesAsync(rows, Deadline);
        // The last row, by its key: looking for any row would mean to pass over all that are deleted by then.
        await using var waiting = new NpgsqlCommand("select exists (select from outbox where position = $1)", connection) { Parameters = { new() { Value = last } } };
        while ((bool)(await waiting.ExecuteScalarAsync())!) await Task.Delay(50);
        var published = rows / clock.Elapsed.TotalSeconds;
        await effects;
        return (published, rows / clock.Elapsed.TotalSeconds);
    }

    static async Task FillAsync(NpgsqlConnection connection, int rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy outbox (id, exchange, routing_key, type, content_type, partition_key, district, payload) from stdin (format binary)");
        for (var i = 0; i < rows; i++)
        {
            var @event = new MatterChanged(Guid.CreateVersion7(), MatterChanged.Somewhere, "2026-0001", MatterChanged.Padding);
            await copy.StartRowAsync();
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(MatterChanged.Exchange, NpgsqlDbType.Text);
            await copy.WriteAsync("", NpgsqlDbType.Text);
            await copy.WriteAsync(nameof(MatterChanged), NpgsqlDbType.Text);
            await copy.WriteAsync("application/json", NpgsqlDbType.Text);
            await copy.WriteAsync(@event.MatterId, NpgsqlDbType.Uuid);
            await copy.WriteAsync(@event.District, NpgsqlDbType.Text);
            await copy.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(@event, EventJson.Options), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync();
    }

    /// <summary>Notes of earlier messages, as a busy month leaves them.</summary>
    public static Task FillInboxAsync(BenchHost host, int rows) => host.ExecuteAsync($"""
        insert into inbox (message_id, consumer)
        select overlay(md5(n::text) placing lpad(to_hex((extract(epoch from now()) * 1000)::bigint - {rows} + n), 12, '0') || '7' from 1)::uuid, 'EffectConsumer'
        from generate_series(1, {rows}) n on conflict do nothing
        """);
}
