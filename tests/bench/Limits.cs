using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;

namespace Supervision.Bench;

/// <summary>(a) What the engines themselves give, driven directly.</summary>
internal static class Limits
{
    /// <summary>Transactions per second: one transaction with two inserts, 16 writers.</summary>
    public static async Task<double> PostgresAsync(NpgsqlDataSource owner, TimeSpan duration)
    {
        await using (var create = owner.CreateCommand("""
            create table if not exists raw_matters (id uuid primary key, district text not null, text text not null);
            create table if not exists raw_outbox (position bigint generated always as identity primary key, id uuid not null, payload bytea not null);
            truncate raw_matters, raw_outbox
            """))
            await create.ExecuteNonQueryAsync();
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => WriteAsync(owner, clock, duration))));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    static async Task<int> WriteAsync(NpgsqlDataSource owner, Stopwatch clock, TimeSpan duration)
    {
        await using var connection = await owner.OpenConnectionAsync();
        var payload = new byte[400];
        var count = 0;
        for (; clock.Elapsed < duration; count++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var batch = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    new("insert into raw_matters (id, district, text) values ($1, $2, $3)")
                    {
                        Parameters = { new() { Value = Guid.CreateVersion7() }, new() { Value = MatterChanged.Somewhere }, new() { Value = MatterChanged.Padding } },
                    },
                    new("insert into raw_outbox (id, payload) values ($1, $2)") { Parameters = { new() { Value = Guid.CreateVersion7() }, new() { Value = payload } } },
                },
            };
            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        return count;
    }

    /// <summary>Confirmed messages per second: 1 KB persistent to a quorum queue, 200 confirms pipelined.</summary>
    public static async Task<double> RabbitAsync(string address, int messages)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null));
        const string Queue = "bench.raw";
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueuePurgeAsync(Queue);
        var body = new byte[1024];
        var properties = new BasicProperties { Persistent = true };
        using var pipeline = new SemaphoreSlim(200);
        var clock = Stopwatch.StartNew();
        var confirms = new List<Task>(messages);
        for (var i = 0; i < messages; i++)
        {
            await pipeline.WaitAsync();
            confirms.Add(ConfirmAsync());
        }

        await Task.WhenAll(confirms);
        var rate = messages / clock.Elapsed.TotalSeconds;
        await channel.QueueDeleteAsync(Queue);
        return rate;

        async Task ConfirmAsync()
        {
            await channel.BasicPublishAsync("", Queue, mandatory: false, properties, body);
            pipeline.Release();
        }
    }
}
