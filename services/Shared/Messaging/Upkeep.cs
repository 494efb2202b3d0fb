using Npgsql;
using Supervision.Persistence;

namespace Supervision.Messaging;

/// <summary>Measures the outbox; once a day has the inbox's partitions created in advance and the old ones dropped.</summary>
internal sealed class Upkeep(NpgsqlDataSource source, MessagingMetrics metrics, TimeProvider clock) : IDueWork
{
    static readonly TimeSpan Maintaining = TimeSpan.FromDays(1);
    public static readonly Pace Pace = Pace.Every(TimeSpan.FromSeconds(10), atStart: true);

    DateTimeOffset _maintained = DateTimeOffset.MinValue;

    public async Task<int> RunOnceAsync(CancellationToken ct)
    {
        if (clock.GetUtcNow() - _maintained >= Maintaining)
        {
            await using var maintain = source.CreateCommand("select inbox_maintain()");
            await maintain.ExecuteNonQueryAsync(ct);
            _maintained = clock.GetUtcNow();
        }

        await MeasureAsync(ct);
        return 0;
    }

    async Task MeasureAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select set_config('app.district', '*', true), set_config('app.body', 'service', true)"),
                new("select count(*), coalesce(extract(epoch from clock_timestamp() - min(enqueued_at)), 0)::float8, coalesce(max(attempts), 0) from outbox"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        (metrics.OutboxDepth, metrics.OutboxOldestAge, metrics.OutboxMostAttempts) = (reader.GetInt64(0), reader.GetDouble(1), reader.GetInt32(2));
    }
}
