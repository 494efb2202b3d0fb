using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using MassTransit;
using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;
using Supervision.AppHost.Native.Testing;
using Supervision.Messaging;

namespace Supervision.Bench;

/// <summary>What another team would write: nothing of Messaging, only MassTransit and the contract.</summary>
public sealed class PlainConsumer : IConsumer<MatterChanged>
{
    public static ConcurrentQueue<string> Seen { get; } = new();

    public Task Consume(ConsumeContext<MatterChanged> context)
    {
        Seen.Enqueue($"{context.MessageId} {context.Message.Reference} sent {context.SentTime:O}");
        return Task.CompletedTask;
    }
}

internal static class InteropBench
{
    public static async Task RunAsync(NativeTestHost servers)
    {
        await using var host = await BenchHost.CreateAsync($"{servers.ConnectionString("postgres")};Database=postgres", servers.ConnectionString("rabbitmq"),
            servers.Address("rabbitmq", "management"), "interop");
        var address = new Uri($"{servers.ConnectionString("rabbitmq").TrimEnd('/')}/interop");
        await host.StartAsync();
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddMassTransit(x =>
        {
            x.AddConsumer<PlainConsumer>();
            x.UsingRabbitMq((context, cfg) =>
            {
                cfg.Host(address);
                cfg.ConfigureEndpoints(context);
            });
        });
        using var plain = builder.Build();
        await plain.StartAsync();
        await Task.Delay(4000);

        var poisoned = Guid.CreateVersion7();
        var rows = new List<MatterChanged> { new(poisoned, MatterChanged.Somewhere, "poison", "x"), new(poisoned, MatterChanged.Somewhere, "p2", "x") };
        rows.AddRange(Enumerable.Range(0, 500).Select(_ => new MatterChanged(Guid.CreateVersion7(), MatterChanged.Somewhere, "other", "x")));
        var clock = Stopwatch.StartNew();
        await using (var connection = await host.Owner.OpenConnectionAsync())
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy outbox (id, exchange, routing_key, type, content_type, partition_key, district, payload) from stdin (format binary)"))
        {
            foreach (var e in rows)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
                foreach (var text in new[] { "Supervision.Bench:MatterChanged", "", "MatterChanged", "application/json" }) await copy.WriteAsync(text, NpgsqlDbType.Text);
                await copy.WriteAsync(e.MatterId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(e.District, NpgsqlDbType.Text);
                await copy.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(e, EventJson.Options), NpgsqlDbType.Bytea);
            }

            await copy.CompleteAsync();
        }

        await UntilAsync(host, "select count(*) >= 500 from effects");
        Console.WriteLine($"others done after {clock.ElapsedMilliseconds} ms");
        await UntilAsync(host, $"select count(*) >= 1 from effects where matter_id = '{poisoned}'");
        Console.WriteLine($"p2, behind the poison, after {clock.ElapsedMilliseconds} ms");
        await Task.Delay(1000);
        await using (var connection = await new ConnectionFactory { Uri = address }.CreateConnectionAsync())
        await using (var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true)))
        {
            var dead = (await channel.BasicGetAsync("bench_interop.events_error", autoAck: false))!;
            foreach (var (name, value) in dead.BasicProperties.Headers!)
            {
                var text = value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}";
                Console.WriteLine($"  {name}: {text.Split('\n')[0][..Math.Min(120, text.Split('\n')[0].Length)]}");
            }

            Console.WriteLine($"  {Encoding.UTF8.GetString(dead.Body.Span)}");
            EffectConsumer.Healed = true;
            var headers = dead.BasicProperties.Headers.Where(h => !h.Key.StartsWith("MT-", StringComparison.Ordinal)).ToDictionary();
            await channel.BasicPublishAsync("", "bench_interop.events", true, new BasicProperties(dead.BasicProperties) { Headers = headers }, dead.Body.ToArray());
            await channel.BasicAckAsync(dead.DeliveryTag, false);
        }

        await UntilAsync(host, $"select count(*) = 2 from effects where matter_id = '{poisoned}'");
        Console.WriteLine($"redriven; plain MassTransit consumer saw {PlainConsumer.Seen.Count}: {PlainConsumer.Seen.First()}");
        using var client = new HttpClient { BaseAddress = servers.Address("rabbitmq", "management") };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo))));
        using var queues = JsonDocument.Parse(await client.GetStringAsync(new Uri("api/queues/interop", UriKind.Relative)));
        foreach (var q in queues.RootElement.EnumerateArray()) Console.WriteLine($"queue {q.GetProperty("name")} {q.GetProperty("type")} {q.GetProperty("arguments")}");
        using var exchanges = JsonDocument.Parse(await client.GetStringAsync(new Uri("api/bindings/interop", UriKind.Relative)));
        foreach (var b in exchanges.RootElement.EnumerateArray()) Console.WriteLine($"binding {b.GetProperty("source")} -> {b.GetProperty("destination")} ({b.GetProperty("destination_type")})");
        var health = await host.Services.GetRequiredService<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService>().CheckHealthAsync();
        foreach (var (name, entry) in health.Entries) Console.WriteLine($"health {name} {entry.Status} {entry.Description} [{string.Join(',', entry.Tags)}]");
        await plain.StopAsync();
        await host.StopAsync();
    }

    static async Task UntilAsync(BenchHost host, string sql)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            await using (var command = host.Owner.CreateCommand(sql))
                if ((bool)(await command.ExecuteScalarAsync())!) return;
            if (clock.Elapsed > TimeSpan.FromSeconds(40)) throw new TimeoutException(sql);
            await Task.Delay(20);
        }
    }
}
