using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Supervision.Messaging;

namespace Supervision.Bench;

/// <summary>(b) The platform's path from a commit to the committed effect: EF Core, outbox, relay, broker, consumer, inbox.</summary>
internal static class Ours
{
    /// <summary>16 writers for a time; effects per second until the last effect is committed, and milliseconds from each commit to its effect.</summary>
    public static async Task<(double EffectsPerSecond, List<double> Latencies)> LoadedAsync(BenchPair pair, TimeSpan duration)
    {
        await pair.ClearAsync();
        var begun = Stopwatch.GetTimestamp();
        var commits = await pair.WriteAsync(duration);
        await pair.ReachAsync(commits.Count);
        var effects = await pair.EffectsAsync();
        return (commits.Count / Stopwatch.GetElapsedTime(begun, effects.Values.Max()).TotalSeconds, Latencies(commits, effects));
    }

    /// <summary>One commit at a time, the next only after the previous one's effect; milliseconds.</summary>
    public static async Task<List<double>> UnloadedAsync(BenchPair pair, int commits)
    {
        var all = new List<Stamp>();
        await pair.ClearAsync();
        for (var i = 1; i <= commits; i++)
        {
            all.Add(await pair.CommitAsync());
            await pair.ReachAsync(i);
        }

        return Latencies(all, await pair.EffectsAsync());
    }

    /// <summary>
    /// From the instant the writer's COMMIT returned to the instant the consumer's did. Below zero if the writer's thread was not scheduled in
    /// between.
    /// </summary>
    static List<double> Latencies(List<Stamp> commits, Dictionary<Guid, long> effects) =>
        [.. commits.Select(commit => Stopwatch.GetElapsedTime(commit.Instant, effects[commit.Matter]).TotalMilliseconds)];

    /// <summary>A backlog created at once: rows per second until published, and until their effects are committed.</summary>
    public static async Task<(double Published, double Effects)> DrainAsync(BenchPair pair, int rows)
    {
        await pair.ClearAsync();
        await using var connection = await pair.PublisherOwner.OpenConnectionAsync();
        long last;
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await FillAsync(connection, rows);
            await using var newest = new NpgsqlCommand("select max(position) from outbox", connection);
            last = (long)(await newest.ExecuteScalarAsync())!;
            await transaction.CommitAsync();
        }

        var begun = Stopwatch.GetTimestamp();
        var reached = pair.ReachAsync(rows);
        // Checks the last row, by its key: looking for any row would mean skipping all those deleted by then.
        await using var waiting = new NpgsqlCommand("select exists (select from outbox where position = $1)", connection) { Parameters = { new() { Value = last } } };
        while ((bool)(await waiting.ExecuteScalarAsync())!) await Task.Delay(50);
        var published = rows / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await reached;
        return (published, rows / Stopwatch.GetElapsedTime(begun).TotalSeconds);
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
}
