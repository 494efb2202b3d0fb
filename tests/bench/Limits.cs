using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client;

namespace Supervision.Bench;

/// <summary>(a) The engines' own limits, driven directly.</summary>
internal static class Limits
{
    /// <summary>Maximum number of unconfirmed messages.</summary>
    const int Outstanding = 500;

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

    /// <summary>Prepared, as Npgsql prepares what the services send: parsing and planning would lower the limit by a quarter.</summary>
    static async Task<int> WriteAsync(NpgsqlDataSource owner, Stopwatch clock, TimeSpan duration)
    {
        await using var connection = await owner.OpenConnectionAsync();
        var (matter, message) = (new NpgsqlParameter<Guid>(), new NpgsqlParameter<Guid>());
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into raw_matters (id, district, text) values ($1, $2, $3)")
                {
                    Parameters =
                    {
                        matter,
                        new NpgsqlParameter<string> { TypedValue = MatterChanged.Somewhere },
                        new NpgsqlParameter<string> { TypedValue = MatterChanged.Padding },
                    },
                },
                new("insert into raw_outbox (id, payload) values ($1, $2)")
                {
                    Parameters = { message, new NpgsqlParameter<byte[]> { TypedValue = new byte[400] } },
                },
            },
        };
        await batch.PrepareAsync();
        var count = 0;
        for (; clock.Elapsed < duration; count++)
        {
            (matter.TypedValue, message.TypedValue) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            await using var transaction = await connection.BeginTransactionAsync();
            batch.Transaction = transaction;
            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        return count;
    }

    /// <summary>
    /// Confirmed messages per second: 1 KB persistent to a quorum queue, 500 outstanding at most. Confirms are only counted as they arrive: the
    /// client's own tracking keeps a task for each message, and would measure itself.
    /// </summary>
    public static async Task<double> RabbitAsync(string address, TimeSpan duration)
    {
        const string Queue = "bench.raw";
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false));
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        using var outstanding = new SemaphoreSlim(Outstanding);
        var confirms = new Confirms(outstanding);
        channel.BasicAcksAsync += (_, ack) =>
        {
            confirms.Take(ack.DeliveryTag, ack.Multiple);
            return Task.CompletedTask;
        };
        var body = new byte[1024];
        var properties = new BasicProperties { Persistent = true };
        var clock = Stopwatch.StartNew();
        var sent = 0;
        for (; clock.Elapsed < duration; sent++)
        {
            await WaitAsync(outstanding);
            await channel.BasicPublishAsync("", Queue, mandatory: false, properties, body);
        }

        for (var i = 0; i < Outstanding; i++) await WaitAsync(outstanding); // wait until the last one is confirmed
        var rate = sent / clock.Elapsed.TotalSeconds;
        await channel.QueueDeleteAsync(Queue);
        return rate;
    }

    static async Task WaitAsync(SemaphoreSlim outstanding)
    {
        if (!await outstanding.WaitAsync(TimeSpan.FromSeconds(30))) throw new TimeoutException("The broker confirms nothing.");
    }

    /// <summary>Allows one more message per confirmed one, whether confirmed singly or with all before it.</summary>
    sealed class Confirms(SemaphoreSlim outstanding)
    {
        readonly HashSet<ulong> _ahead = [];
        ulong _upTo;

        public void Take(ulong tag, bool multiple)
        {
            if (tag <= _upTo) return;
            if (!multiple)
            {
                if (!_ahead.Add(tag)) return;
                while (_ahead.Remove(_upTo + 1)) _upTo++;
                outstanding.Release();
                return;
            }

            var fresh = (int)(tag - _upTo) - _ahead.RemoveWhere(one => one <= tag);
            _upTo = tag;
            while (_ahead.Remove(_upTo + 1)) _upTo++;
            if (fresh > 0) outstanding.Release(fresh);
        }
    }
}
