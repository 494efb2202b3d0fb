using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Supervision.AppHost.Native.Testing;
using Supervision.Messaging;

namespace Supervision.Bench;

/// <summary>100,000 events over 1,000 aggregates with the broker and the database killed in the middle: lost, doubled, out of order.</summary>
internal static class ChaosBench
{
    public static async Task RunAsync(NativeTestHost servers, string exchange, int events, int aggregates)
    {
        await using var host = await BenchHost.CreateAsync($"{servers.ConnectionString("postgres")};Database=postgres", servers.ConnectionString("rabbitmq"),
            servers.Address("rabbitmq", "management"), "chaos");
        await host.StartAsync();
        await Task.Delay(4000);
        var ids = Enumerable.Range(0, aggregates).Select(_ => Guid.CreateVersion7()).ToArray();
        var first = events / 10;
        await FillAsync(host, exchange, ids, 0, first);
        await UntilAsync(host, first, "warm");
        await Task.Delay(8000);
        await FillAsync(host, exchange, ids, first, events);
        var clock = Stopwatch.StartNew();
        await UntilAsync(host, events * 3 / 10, "before broker kill");
        await servers.KillAsync("rabbitmq");
        Console.WriteLine($"{clock.Elapsed.TotalSeconds:F1} broker killed, {await CountAsync(host)} effects");
        await Task.Delay(3000);
        await servers.StartAgainAsync("rabbitmq");
        var at = await CountAsync(host);
        var back = Stopwatch.StartNew();
        Console.WriteLine($"{clock.Elapsed.TotalSeconds:F1} broker back, {at} effects");
        await UntilAsync(host, at + 1, "flow after broker");
        Console.WriteLine($"flow again {back.Elapsed.TotalSeconds:F1} s after the broker was back");
        await UntilAsync(host, events * 6 / 10, "before db kill");
        await servers.KillAsync("postgres");
        Console.WriteLine($"{clock.Elapsed.TotalSeconds:F1} database killed");
        await Task.Delay(3000);
        await servers.StartAgainAsync("postgres");
        NpgsqlConnection.ClearAllPools();
        at = await CountAsync(host);
        back.Restart();
        Console.WriteLine($"{clock.Elapsed.TotalSeconds:F1} database back, {at} effects");
        await UntilAsync(host, at + 1, "flow after db");
        Console.WriteLine($"flow again {back.Elapsed.TotalSeconds:F1} s after the database was back");
        await UntilAsync(host, events, "end");
        await Task.Delay(3000);
        await using var check = host.Owner.CreateCommand("""
            select count(*), count(distinct (aggregate, number)),
                (select count(*) from (select number, lag(number) over (partition by aggregate order by position) as before from marks) m where before is not null and number <> before + 1),
                (select count(*) from outbox)
            from marks
            """);
        await using var reader = await check.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (all, distinct, disorder) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        Console.WriteLine($"CHAOS {clock.Elapsed.TotalSeconds:F1} s: lost {events - distinct}, doubled {all - distinct}, out of order {disorder}, left in outbox {reader.GetInt64(3)}");
        await host.StopAsync();
    }

    static async Task<long> CountAsync(BenchHost host)
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

    static async Task UntilAsync(BenchHost host, long count, string what)
    {
        var clock = Stopwatch.StartNew();
        long seen;
        while ((seen = await CountAsync(host)) < count)
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(what == "warm" ? 30 : 120)) throw new TimeoutException($"{what}: {seen} of {count}");
            await Task.Delay(100);
        }
    }

    static async Task FillAsync(BenchHost host, string exchange, Guid[] ids, int from, int to)
    {
        await using var connection = await host.Owner.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy outbox (id, exchange, routing_key, type, content_type, partition_key, district, payload) from stdin (format binary)");
        for (var i = from; i < to; i++)
        {
            var id = ids[i % ids.Length];
            var @event = new MatterChanged(id, MatterChanged.Somewhere, (i / ids.Length).ToString(CultureInfo.InvariantCulture), MatterChanged.Padding);
            await copy.StartRowAsync();
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(exchange, NpgsqlDbType.Text);
            await copy.WriteAsync(nameof(MatterChanged), NpgsqlDbType.Text);
            await copy.WriteAsync(nameof(MatterChanged), NpgsqlDbType.Text);
            await copy.WriteAsync("application/json", NpgsqlDbType.Text);
            await copy.WriteAsync(id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(@event.District, NpgsqlDbType.Text);
            await copy.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(@event, EventJson.Options), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync();
    }
}
