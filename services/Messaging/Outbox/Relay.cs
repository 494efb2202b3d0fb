using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.Outbox;

/// <summary>
/// Carries committed outbox rows to the broker: woken at commit, with a poll behind it. Any number of copies may run. While broker or
/// database are away it waits and tries again for ever; rows are not touched by that.
/// </summary>
/// <remarks>
/// A batch is published all at once. When the channel breaks under it, the next rows are sent one at a time, so that the row that breaks
/// it is found and postponed alone, with its own aggregate.
/// </remarks>
internal sealed partial class Relay(
    NpgsqlDataSource source, Publisher publisher, RelaySignal signal, MessagingMetrics metrics, ILogger<Relay> logger) : BackgroundService
{
    const int BatchSize = 2000;

    /// <summary>Rows in one batch from which on there is a stream of them, and it pays to wait a moment for a fuller next one.</summary>
    const int Stream = 16;

    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan ConfirmDeadline = TimeSpan.FromSeconds(OutboxBatch.LeaseSeconds / 2);

    // Rows still to be sent one at a time.
    int _careful;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await publisher.OpenAsync(stoppingToken);
                var moved = await PumpAsync(stoppingToken);
                while (moved >= BatchSize || _careful > 0) moved = await PumpAsync(stoppingToken);

                if (failures > 0) Recovered(failures);
                failures = 0;
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
                await publisher.CloseAsync();
                await Task.Delay(Pause.After(failures), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>How many rows were taken; with a full batch more may wait.</returns>
    internal async Task<int> PumpAsync(CancellationToken ct)
    {
        var limit = _careful > 0 ? 1 : BatchSize;
        await using var batch = await OutboxBatch.ClaimAsync(source, limit, ct);
        if (batch.Rows.Count == 0)
        {
            _careful = 0;
            return 0;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(ConfirmDeadline);
        await publisher.PublishAsync(batch.Rows, deadline.Token);
        FaultPoints.Reached(FaultPoints.AfterPublish);
        await SettleAsync(batch, ct);
        if (deadline.IsCancellationRequested) throw new TimeoutException("The broker did not confirm in time.");
        return batch.Rows.Count;
    }

    async Task SettleAsync(OutboxBatch batch, CancellationToken ct)
    {
        var broken = !publisher.IsOpen;
        if (broken && batch.Rows.Count > 1)
        {
            // Not known which row did it: none is blamed yet.
            foreach (var row in batch.Rows) row.Failure = null;
            _careful = batch.Rows.Count;
        }
        else if (_careful > 0)
        {
            _careful--;
        }

        metrics.Published.Add(batch.Rows.Count(row => row.Published));
        foreach (var row in batch.Rows.Where(row => row.Failure is not null))
        {
            metrics.PublishFailed.Add(1);
            Refused(row.Id, row.Type, row.Attempts + 1, row.Failure!);
        }

        await batch.SettleAsync(ct);
        if (broken && batch.Rows.Any(row => !row.Published)) await publisher.OpenAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Publishing is interrupted; events wait in the outbox")]
    partial void Interrupted(Exception e);

    [LoggerMessage(LogLevel.Information, "Publishing goes on after {Failures} failed attempts to reach broker and database")]
    partial void Recovered(int failures);

    [LoggerMessage(LogLevel.Error, "Message {Id} of type {Type} was not published, attempt {Attempts}; it and its aggregate's later messages wait")]
    partial void Refused(Guid id, string type, int attempts, Exception e);
}
