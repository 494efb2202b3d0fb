using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using MassTransit.Logging;
using Supervision.Messaging.Broker;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

public sealed class TelemetryTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task One_trace_runs_from_the_request_over_the_relay_to_the_consumer_and_what_it_enqueues()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is DiagnosticHeaders.DefaultListenerName or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = await TestService.StartAsync(infrastructure);
        using var source = new ActivitySource("test");
        ActivityTraceId trace;
        var id = Guid.CreateVersion7();
        using (var request = source.StartActivity("request")!)
        {
            trace = request.TraceId;
            await service.CommitAsync(new MatterChanged(id, TestService.District, 1, "pass on"));
        }

        await Eventually.EqualAsync([1, 2], () => service.NumbersAsync(id));
        await Eventually.EqualAsync(9, () => Task.FromResult(spans.Count(span => span.TraceId == trace)));
        var inTrace = spans.Where(span => span.TraceId == trace).OrderBy(span => span.StartTimeUtc).ToList();
        string[] each = [$"{EventTypes.ExchangeOf(typeof(MatterChanged))} send", $"{service.Name} receive", $"{service.Name} process", $"{service.Name} process"];
        Assert.Equal(["request", .. each, .. each], inTrace.Select(span => span.OperationName));
        Assert.All(inTrace.Skip(1), span => Assert.Contains(inTrace, parent => parent.SpanId == span.ParentSpanId && parent.StartTimeUtc <= span.StartTimeUtc));
        var next = inTrace.Last(span => span.OperationName == each[0]);
        Assert.Equal(each[2], Assert.Single(inTrace, span => span.SpanId == next.ParentSpanId).OperationName);
    }

    [Fact]
    public async Task Duplicates_and_effects_are_counted()
    {
        var counts = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == MessagingMetrics.Name) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => counts.AddOrUpdate(instrument.Name, value, (_, before) => before + value));
        listener.Start();
        await using var service = await TestService.StartAsync(infrastructure);
        var id = Guid.CreateVersion7();
        await service.SendAsync(4, Guid.CreateVersion7(), ExactlyOnceTests.Payload(id), id);
        await service.CommitAsync(new MatterChanged(Guid.CreateVersion7(), TestService.District, 1));
        await Eventually.EqualAsync(2, service.EffectsAsync);
        // Other tests of this process count into the same instruments.
        foreach (var (instrument, least) in new[] { ("inbox.duplicates", 3), ("inbox.consumed", 5), ("outbox.published", 1) })
        {
            await Eventually.TrueAsync(
                () => Task.FromResult(counts.GetValueOrDefault(instrument) >= least), () => $"{instrument}: {counts.GetValueOrDefault(instrument)}");
        }
    }
}
