using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Messaging.Broker;
using Supervision.Messaging.Inbox;

namespace Supervision.Messaging.Consumers;

/// <summary>One message delivered by MassTransit, waiting until its effect is committed.</summary>
internal sealed class Delivery
{
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConsumeContext _context;
    readonly IPipe<ConsumeContext> _consumers;
    readonly Activity? _activity = Activity.Current;
    readonly CancellationToken _lost; // a copy, because MassTransit disposes its source with the message

    public Delivery(ConsumeContext context, IPipe<ConsumeContext> consumers)
    {
        (_context, _consumers, _lost) = (context, consumers, context.CancellationToken);
        var headers = ((RabbitMqBasicConsumeContext)context.ReceiveContext).Properties.Headers;
        Id = context.MessageId;
        District = headers.Text(EventHeaders.District);
        Aggregate = Guid.TryParse(headers.Text(EventHeaders.Aggregate), out var aggregate) ? aggregate : Id ?? Guid.Empty;
        EnqueuedAt = headers.Number(EventHeaders.EnqueuedAt) is { } instant
            ? DateTimeOffset.FromUnixTimeMilliseconds(instant)
            : context.SentTime;
    }

    /// <summary>
    /// Completes when the effect is committed: MassTransit then acknowledges. Or fails with an exception: MassTransit then moves the message to the
    /// error queue.
    /// </summary>
    public Task Done => _done.Task;

    /// <summary>The channel it came over is closed: the broker delivers it again.</summary>
    public bool IsLost => _lost.IsCancellationRequested;

    public Guid? Id { get; }

    public string? District { get; }

    public Guid Aggregate { get; }

    /// <summary>Null for a message from another sender that does not set it.</summary>
    public DateTimeOffset? EnqueuedAt { get; }

    public int Attempts { get; set; }

    public DateTimeOffset FirstFailure { get; set; }

    /// <summary>Why no consumer can process this message, however often it is tried; null for a valid one.</summary>
    public string? Defect(DateTimeOffset now) => this switch
    {
        { Id: null } => "no-message-id",
        { District: null } => "no-district",
        { Id: { } id } when !InboxTable.Remembers(id, now) => "expired",
        _ => null,
    };

    /// <summary>Passes it to all consumers of its type. They come from this scope, so that the whole batch shares one unit of work.</summary>
    public async Task ConsumeAsync(IServiceScope scope)
    {
        Activity.Current = _activity; // a consumer's work belongs to the message's trace, not to the batch's
        _context.AddOrUpdatePayload(() => scope, _ => scope);
        await _consumers.Send(_context);
    }

    public void Committed() => _done.TrySetResult();

    public void Failed(Exception e) => _done.TrySetException(e);

    public void Lost() => _done.TrySetCanceled(_lost);
}

/// <summary>A message that was not passed to any consumer.</summary>
/// <param name="defect">As returned by <see cref="Delivery.Defect"/>.</param>
internal sealed class DefectiveMessageException(string defect) : Exception(defect);
