using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.Messaging.Broker;
using Supervision.Messaging.Consumers;

namespace Supervision.Messaging.Outbox;

/// <summary>
/// Publishes committed outbox rows to the broker: woken at commit, with polling as a fallback. Any number of instances may run. While broker or
/// database are unavailable it keeps retrying without limit; the rows stay unchanged.
/// </summary>
/// <remarks>
/// A batch is published at once over one channel, which breaks when the broker refuses a row. It is not known then which row it was, so
/// batches become smaller until the refused row is alone; it is postponed, with the later rows of its aggregate.
/// </remarks>
internal sealed partial class Relay(
    NpgsqlDataSource source, Publisher publisher, Reception reception, RelaySignal signal, MessagingMetrics metrics, ILogger<Relay> logger) : BackgroundService
{
    const int LargestBatch = 2000;

    /// <summary>A batch of at least this size means a stream of rows, in which it pays to wait a moment for a fuller next batch.</summary>
    const int Stream = 16;

    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan ConfirmDeadline = TimeSpan.FromSeconds(OutboxBatch.LeaseSeconds / 2);

    int _batchSize = LargestBatch;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var connection = await reception.ConnectedAsync(stoppingToken);
                var moved = await PumpAsync(connection, stoppingToken);
                if (failures > 0) Recovered(failures);
                failures = 0;
                if (moved >= LargestBatch || (moved > 0 && _batchSize < LargestBatch)) continue;
                if (moved >= Stream) await Task.Delay(Gathering, stoppingToken);
                await signal.WaitAsync(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (failures++ == 0) Interrupted(e);
                await Task.Delay(Pause.After(failures), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <param name="connection">Cancelled when the broker is lost.</param>
    /// <returns>Number of rows claimed; after a full batch more may be waiting.</returns>
    async Task<int> PumpAsync(CancellationToken connection, CancellationToken ct)
    {
        await using var batch = await OutboxBatch.ClaimAsync(source, _batchSize, ct);
        if (batch.Rows.Count == 0) return 0;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(connection, ct);
        deadline.CancelAfter(ConfirmDeadline);
        await publisher.PublishAsync(batch.Rows, deadline.Token);
        FaultPoints.Reached(FaultPoints.AfterPublish);
        Judge(batch.Rows, connection);
        await batch.SettleAsync(ct);
        if (deadline.IsCancellationRequested && !connection.IsCancellationRequested) throw new TimeoutException("The broker did not confirm in time.");
        return batch.Rows.Count;
    }

    /// <summary>Blames a row for its failure only if no other row or the connection can have caused it. Otherwise no row is blamed yet.</summary>
    void Judge(IReadOnlyList<ClaimedRow> rows, CancellationToken connection)
    {
        var broken = rows.Where(row => row.Failure is not (null or UnroutableException)).ToList();
        if (connection.IsCancellationRequested || broken.Count > 1 || (broken.Count == 1 && rows.Count > 1))
        {
            foreach (var row in broken) row.Failure = null;
        }

        if (!connection.IsCancellationRequested) _batchSize = broken.Count > 0 ? Math.Max(1, rows.Count / 8) : Math.Min(LargestBatch, _batchSize * 2);
        metrics.Published.Add(rows.Count(row => row.Published));
        foreach (var row in rows.Where(row => row.Failure is not null))
        {
            metrics.PublishFailed.Add(1);
            Refused(row.Id, row.Type, row.Attempts + 1, row.Failure!.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Publishing interrupted; events wait in the outbox")]
    partial void Interrupted(Exception e);

    [LoggerMessage(LogLevel.Information, "Publishing resumed after {Failures} failed attempts to reach broker and database")]
    partial void Recovered(int failures);

    [LoggerMessage(LogLevel.Error, "Message {Id} of type {Type} was not published, attempt {Attempts}; it and its aggregate's later messages wait: {Reason}")]
    partial void Refused(Guid id, string type, int attempts, string reason);
}
