using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Supervision.Messaging;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// Events over 1,000 aggregates with the broker and the database killed in the middle: how many are lost, duplicated or out of order.
/// </summary>
internal sealed class ChaosBench(TestHost servers, BenchHost host, int events)
{
    const int Aggregates = 1000;

    static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    readonly Guid[] _aggregates = [.. Enumerable.Range(0, Aggregates).Select(_ => Guid.CreateVersion7())];
    readonly Stopwatch _clock = Stopwatch.StartNew();

    public static async Task RunAsync(Figures figures, TestHost servers, int events)
    {
        await using var host = await BenchHost.CreateAsync(await BenchSite.CreateAsync(servers, "chaos", "chaos"), consumes: true);
        await host.StartAsync();
        await new ChaosBench(servers, host, events).RunAsync(figures);
        await host.StopAsync();
    }

    async Task RunAsync(Figures figures)
    {
        // RabbitMQ 3.10 writes a new quorum queue's election to disk only every five seconds; if killed before that, the queue comes back without a
        // leader.
        await FillAsync(0, events / 10);
        await ReachAsync(events / 10);
        await Task.Delay(TimeSpan.FromSeconds(8));
        await FillAsync(events / 10, events);
        foreach (var (server, after) in new[] { ("rabbitmq", events * 3 / 10), ("postgres", events * 6 / 10) })
        {
            await ReachAsync(after);
            await servers.KillAsync(server);
            Console.WriteLine($"{_clock.Elapsed.TotalSeconds:F1} s: {server} killed");
            await Task.Delay(TimeSpan.FromSeconds(3));
            await servers.StartAgainAsync(server);
            var (back, at) = (Stopwatch.StartNew(), await CountAsync());
            await ReachAsync(at + 1);
            Console.WriteLine($"{_clock.Elapsed.TotalSeconds:F1} s: flows again, {back.Elapsed.TotalSeconds:F1} s after {server} was back");
        }

        await ReachAsync(events);
        await Task.Delay(TimeSpan.FromSeconds(3)); // time for duplicates to arrive
        await CheckAsync(figures);
    }

    async Task CheckAsync(Figures figures)
    {
        await using var check = host.Owner.CreateCommand("""
            select count(*), count(distinct (aggregate, number)), (select count(*) from outbox),
                (select count(*) from (select number, lag(number) over (partition by aggregate order by position) as before from marks) m where number <> before + 1)
            from marks
            """);
        await using var reader = await check.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (all, distinct, waiting, disorder) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
        figures.Add($"{events:N0} events", "s", _clock.Elapsed.TotalSeconds);
        foreach (var (name, count) in new[] { ("lost", events - distinct), ("doubled", all - distinct), ("out of order", disorder), ("left in the outbox", waiting) })
            figures.Add($"  {name}", "events", count, Bar.AtMost(0));
    }

    async Task<long> CountAsync()
    {
        while (true)
        {
            try
            {
                await using var command = host.Owner.CreateCommand("select count(*) from marks");
                return (long)(await command.ExecuteScalarAsync())!;
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                await Task.Delay(200);
            }
        }
    }

    async Task ReachAsync(long count)
    {
        var clock = Stopwatch.StartNew();
        for (long seen; (seen = await CountAsync()) < count; await Task.Delay(100))
            if (clock.Elapsed > Deadline) throw new TimeoutException($"{seen} of {count}");
    }

    async Task FillAsync(int from, int to)
    {
        await using var connection = await host.Owner.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy outbox (id, exchange, routing_key, type, content_type, partition_key, district, payload) from stdin (format binary)");
        for (var i = from; i < to; i++)
        {
            var id = _aggregates[i % Aggregates];
            var @event = new MatterChanged(id, MatterChanged.Somewhere, (i / Aggregates).ToString(CultureInfo.InvariantCulture), MatterChanged.Padding);
            await copy.StartRowAsync();
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            foreach (var text in new[] { MatterChanged.Exchange, "", nameof(MatterChanged), "application/json" }) await copy.WriteAsync(text, NpgsqlDbType.Text);
            await copy.WriteAsync(id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(@event.District, NpgsqlDbType.Text);
            await copy.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(@event, EventJson.Options), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync();
    }
}
