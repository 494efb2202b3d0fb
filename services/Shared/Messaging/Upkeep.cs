using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Supervision.Messaging;

/// <summary>Measures the outbox; once a day has the inbox's partitions created in advance and the old ones dropped.</summary>
internal sealed partial class Upkeep(NpgsqlDataSource source, MessagingMetrics metrics, TimeProvider clock, ILogger<Upkeep> logger) : BackgroundService
{
    static readonly TimeSpan Measuring = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Maintaining = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var maintained = DateTimeOffset.MinValue;
        using var timer = new PeriodicTimer(Measuring, clock);
        do
        {
            try
            {
                if (clock.GetUtcNow() - maintained >= Maintaining)
                {
                    await using var maintain = source.CreateCommand("select inbox_maintain()");
                    await maintain.ExecuteNonQueryAsync(stoppingToken);
                    maintained = clock.GetUtcNow();
                }

                await MeasureAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Interrupted(e.Message);
            }
        }
        while (await TickAsync(timer, stoppingToken));
    }

    static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    internal async Task MeasureAsync(CancellationToken ct)
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

    [LoggerMessage(LogLevel.Warning, "Upkeep of outbox and inbox failed: {Reason}")]
    partial void Interrupted(string reason);
}
