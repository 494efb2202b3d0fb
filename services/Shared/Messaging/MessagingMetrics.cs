using System.Diagnostics.Metrics;

namespace Supervision.Messaging;

/// <summary>Instruments of outbox and inbox, under the name <c>Supervision.Messaging</c>; those of the transport, and all spans, are MassTransit's.</summary>
internal sealed class MessagingMetrics : IDisposable
{
    public const string Name = "Supervision.Messaging";

    readonly Meter _meter = new(Name);

    public MessagingMetrics()
    {
        Published = _meter.CreateCounter<long>("outbox.published", "{message}", "Messages the broker confirmed");
        PublishFailed = _meter.CreateCounter<long>("outbox.attempts.failed", "{attempt}", "Failed attempts to publish a single row");
        Consumed = _meter.CreateCounter<long>("inbox.consumed", "{message}", "Messages whose effect was committed");
        Duplicates = _meter.CreateCounter<long>("inbox.duplicates", "{message}", "Deliveries dropped because the message already had its effect");
        ConsumeFailed = _meter.CreateCounter<long>("inbox.attempts.failed", "{attempt}", "Failed attempts to consume a single message");
        DeadLettered = _meter.CreateCounter<long>("inbox.dead_lettered", "{message}", "Messages moved to the error queue for an operator");
        BatchSize = _meter.CreateHistogram<int>("inbox.batch.size", "{message}", "Messages per committed transaction");
        Lag = _meter.CreateHistogram<double>("inbox.lag", "s", "Time from the event's commit to its effect's commit");
        _meter.CreateObservableGauge("outbox.depth", () => OutboxDepth, "{row}", "Rows waiting to be published");
        _meter.CreateObservableGauge("outbox.oldest.age", () => OutboxOldestAge, "s", "Age of the oldest waiting row");
        _meter.CreateObservableGauge("outbox.attempts.max", () => OutboxMostAttempts, "{attempt}", "Most failed attempts of any waiting row");
    }

    public Counter<long> Published { get; }

    public Counter<long> PublishFailed { get; }

    public Counter<long> Consumed { get; }

    public Counter<long> Duplicates { get; }

    public Counter<long> ConsumeFailed { get; }

    public Counter<long> DeadLettered { get; }

    public Histogram<int> BatchSize { get; }

    public Histogram<double> Lag { get; }

    public long OutboxDepth { get; set; }

    public double OutboxOldestAge { get; set; }

    public int OutboxMostAttempts { get; set; }

    public void Dispose() => _meter.Dispose();
}
