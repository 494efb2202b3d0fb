using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.Consumers;

/// <summary>Processes the messages of the service's queue; a message is acknowledged once its effect is committed.</summary>
/// <remarks>
/// All waiting messages are processed in one transaction per district, without waiting for more. If that fails, each gets a transaction
/// of its own; one that then fails is retried later, before any later message of its aggregate, and becomes a dead letter after its last
/// attempt. Database failures are not counted against a message: messages stay here, unacknowledged, until the database is back.
/// </remarks>
internal sealed partial class EventQueue<TContext>(
    ChannelReader<Delivery> arrived, UnitOfWork<TContext> work, MessagingMetrics metrics, TimeProvider clock, ILogger<EventQueue<TContext>> logger)
    : BackgroundService
    where TContext : DbContext
{
    const int Attempts = 5;

    /// <summary>A batch of at least this size means a stream of messages, in which it pays to wait a moment for a fuller next batch.</summary>
    const int Stream = 16;

    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);

    readonly Postponed _postponed = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var batch = await NextAsync(stoppingToken);
                await WorkAsync(batch, stoppingToken);
                if (batch.Count is >= Stream and < EventQueue.LargestBatch) await Task.Delay(Gathering, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The broker gets back what is left when the channel closes.
        }
    }

    /// <summary>All waiting messages that may be handled now; at least one.</summary>
    async Task<List<Delivery>> NextAsync(CancellationToken ct)
    {
        var batch = new List<Delivery>();
        while (true)
        {
            batch.AddRange(_postponed.TakeDue(clock.GetUtcNow()));
            while (batch.Count < EventQueue.LargestBatch && arrived.TryRead(out var delivery))
            {
                if (!delivery.IsLost && !_postponed.Follows(delivery)) batch.Add(delivery);
            }

            if (batch.Count > 0) return batch;
            await WaitAsync(_postponed.NextDue, ct);
        }
    }

    async Task WaitAsync(DateTimeOffset? until, CancellationToken ct)
    {
        var arrival = arrived.WaitToReadAsync(ct).AsTask();
        if (until is null) await arrival;
        else
        {
            var pause = until.Value - clock.GetUtcNow();
            if (pause > TimeSpan.Zero) await Task.WhenAny(arrival, Task.Delay(pause, clock, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    async Task WorkAsync(List<Delivery> batch, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var sound = new List<Delivery>(batch.Count);
        foreach (var delivery in batch)
        {
            if (delivery.Defect(now) is { } defect) PutAside(delivery, new DefectiveMessageException(defect));
            else sound.Add(delivery);
        }

        foreach (var ofDistrict in sound.GroupBy(delivery => delivery.District)) await WorkTogetherAsync([.. ofDistrict], ct);
    }

    async Task WorkTogetherAsync(List<Delivery> batch, CancellationToken ct)
    {
        if (batch.Count > 1)
        {
            try
            {
                await work.RunAsync(batch, ct);
                foreach (var delivery in batch) delivery.Committed();
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                Separating(batch.Count, e.Message);
            }
        }

        foreach (var delivery in batch)
        {
            // An earlier message of the same aggregate in this batch may have failed.
            if (!_postponed.Follows(delivery)) await WorkAloneAsync(delivery, ct);
        }
    }

    async Task WorkAloneAsync(Delivery delivery, CancellationToken ct)
    {
        for (var outage = 0; !delivery.IsLost; outage++)
        {
            try
            {
                await work.RunAsync([delivery], ct);
                delivery.Committed();
                return;
            }
            catch (Exception e) when (DatabaseTrouble(e))
            {
                if (outage == 0) Waiting(e);
                await Task.Delay(Pause.After(outage), clock, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                Failed(delivery, e);
                return;
            }
        }
    }

    void Failed(Delivery delivery, Exception e)
    {
        var now = clock.GetUtcNow();
        if (delivery.Attempts++ == 0) delivery.FirstFailure = now;
        metrics.ConsumeFailed.Add(1);
        Failed(delivery.Id, delivery.Attempts, e);
        if (delivery.Attempts >= Attempts) PutAside(delivery, e);
        else _postponed.Add(delivery, now + TimeSpan.FromMilliseconds(50 * Math.Pow(3, delivery.Attempts)));
    }

    /// <summary>Fails the delivery; MassTransit then moves it to the error queue, with the exception in its headers.</summary>
    void PutAside(Delivery delivery, Exception e)
    {
        metrics.DeadLettered.Add(1);
        PutAside(delivery.Id, e.Message);
        delivery.Failed(e);
    }

    /// <summary>Whether the failure has nothing to do with the message: no connection, server stopping or starting, no resources.</summary>
    static bool DatabaseTrouble(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is PostgresException refused)
                return refused.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..];
            if (cause is NpgsqlException { InnerException: IOException or TimeoutException or System.Net.Sockets.SocketException } or ObjectDisposedException)
                return true;
            if (cause is DbException { IsTransient: true }) return true;
        }

        return false;
    }

    [LoggerMessage(LogLevel.Warning, "A batch of {Count} messages failed; handling them one by one: {Reason}")]
    partial void Separating(int count, string reason);

    [LoggerMessage(LogLevel.Warning, "Database unavailable; messages wait")]
    partial void Waiting(Exception e);

    [LoggerMessage(LogLevel.Error, "Message {Id} failed, attempt {Attempt}")]
    partial void Failed(Guid? id, int attempt, Exception e);

    [LoggerMessage(LogLevel.Error, "Message {Id} became a dead letter: {Reason}")]
    partial void PutAside(Guid? id, string reason);
}

internal static class EventQueue
{
    /// <summary>Maximum number of messages in one transaction.</summary>
    public const int LargestBatch = 512;
}
