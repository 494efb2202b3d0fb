using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.Messaging.Broker;
using Supervision.Messaging.DeadLetters;

namespace Supervision.Messaging.Consumers;

/// <summary>Works off what arrives in the service's queue; a message is acknowledged once its effect is committed.</summary>
/// <remarks>
/// All messages that wait are worked off in one transaction per district, without waiting for more. When that fails each gets a transaction
/// of its own; one that fails alone is tried again later, before everything else of its aggregate, and after its last attempt becomes a dead
/// letter. Trouble of the database is nobody's fault: messages stay here, unacknowledged, until it is back.
/// </remarks>
internal sealed partial class EventQueue<TContext>(
    QueueReader reader, UnitOfWork<TContext> work, Subscriptions subscriptions, DeadLetterQueue deadLetters, MessagingMetrics metrics, TimeProvider clock,
    ILogger<EventQueue<TContext>> logger) : BackgroundService
    where TContext : DbContext
{
    const int Attempts = 5;
    const int LargestBatch = 1024;

    /// <summary>Messages in one transaction from which on there is a stream of them, and it pays to wait a moment for a fuller next one.</summary>
    const int Stream = 16;

    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan BrokerPause = TimeSpan.FromSeconds(5);

    readonly Channel<Delivery> _arrived = Channel.CreateUnbounded<Delivery>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    readonly Postponed _postponed = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var reading = new CancellationTokenSource();
        var reads = reader.RunAsync(_arrived.Writer, reading.Token);
        try
        {
            while (true)
            {
                var batch = await NextAsync(stoppingToken);
                await WorkAsync(batch, stoppingToken);
                if (batch.Count is >= Stream and < LargestBatch) await Task.Delay(Gathering, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left goes back to the broker with the channel.
        }
        finally
        {
            await reading.CancelAsync();
            await reads;
        }
    }

    /// <summary>All that waits and may be handled now; at least one message.</summary>
    async Task<List<Delivery>> NextAsync(CancellationToken ct)
    {
        var batch = new List<Delivery>();
        while (true)
        {
            batch.AddRange(_postponed.TakeDue(clock.GetUtcNow()));
            while (batch.Count < LargestBatch && _arrived.Reader.TryRead(out var delivery))
            {
                if (!delivery.Lost.IsCancellationRequested && !_postponed.Follows(delivery)) batch.Add(delivery);
            }

            if (batch.Count > 0) return batch;
            await WaitAsync(_postponed.NextDue, ct);
        }
    }

    async Task WaitAsync(DateTimeOffset? until, CancellationToken ct)
    {
        var arrival = _arrived.Reader.WaitToReadAsync(ct).AsTask();
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
            if (delivery.Defect(now) is { } defect) await PutAsideAsync(delivery, defect, null, ct);
            else if (subscriptions.Of(delivery.Type).Count == 0) await AcknowledgeAsync([delivery], ct); // a binding of an earlier version
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
                await AcknowledgeAsync(batch, ct);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                Separating(batch.Count, e.Message);
            }
        }

        foreach (var delivery in batch)
        {
            // One before it in this batch may have failed.
            if (!_postponed.Follows(delivery)) await WorkAloneAsync(delivery, ct);
        }
    }

    async Task WorkAloneAsync(Delivery delivery, CancellationToken ct)
    {
        for (var outage = 0; !delivery.Lost.IsCancellationRequested; outage++)
        {
            try
            {
                await work.RunAsync([delivery], ct);
                await AcknowledgeAsync([delivery], ct);
                return;
            }
            catch (Exception e) when (DatabaseTrouble(e))
            {
                if (outage == 0) Waiting(e);
                await Task.Delay(Pause.After(outage), clock, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                await FailedAsync(delivery, e, ct);
                return;
            }
        }
    }

    async Task FailedAsync(Delivery delivery, Exception e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (delivery.Attempts++ == 0) delivery.FirstFailure = now;
        metrics.ConsumeFailed.Add(1);
        Failed(delivery.Id, delivery.Type, delivery.Attempts, e);
        if (delivery.Attempts >= Attempts) await PutAsideAsync(delivery, e.GetType().Name, e, ct);
        else _postponed.Add(delivery, now + TimeSpan.FromMilliseconds(50 * Math.Pow(3, delivery.Attempts)));
    }

    async Task PutAsideAsync(Delivery delivery, string reason, Exception? e, CancellationToken ct)
    {
        try
        {
            await deadLetters.AddAsync(delivery, reason, e, clock.GetUtcNow(), ct);
            metrics.DeadLettered.Add(1);
            PutAside(delivery.Id, delivery.Type, reason);
            await AcknowledgeAsync([delivery], ct);
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // The broker did not take it as a dead letter: it stays in its queue and comes again.
            NotPutAside(delivery.Id, broken);
            _postponed.Add(delivery, clock.GetUtcNow() + BrokerPause);
        }
    }

    static async Task AcknowledgeAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct)
    {
        foreach (var onChannel in deliveries.GroupBy(delivery => delivery.Source))
            await onChannel.Key.AcknowledgeAsync([.. onChannel.Select(delivery => delivery.Tag)], ct);
    }

    /// <summary>Trouble that has nothing to do with the message: no connection, server going down or starting, no resources.</summary>
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

    [LoggerMessage(LogLevel.Warning, "A batch of {Count} messages failed and is handled one by one: {Reason}")]
    partial void Separating(int count, string reason);

    [LoggerMessage(LogLevel.Warning, "The database is not to be had; messages wait")]
    partial void Waiting(Exception e);

    [LoggerMessage(LogLevel.Error, "Message {Id} of type {Type} failed, attempt {Attempt}")]
    partial void Failed(Guid? id, string type, int attempt, Exception e);

    [LoggerMessage(LogLevel.Error, "Message {Id} of type {Type} is put aside as a dead letter: {Reason}")]
    partial void PutAside(Guid? id, string type, string reason);

    [LoggerMessage(LogLevel.Error, "Message {Id} could not be put aside; it is tried again")]
    partial void NotPutAside(Guid? id, Exception e);
}
