using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Messaging.Broker;
using Supervision.Messaging.Inbox;

namespace Supervision.Messaging.Consumers;

/// <summary>One message as MassTransit delivered it, waiting for the commit of its effect.</summary>
internal sealed class Delivery
{
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConsumeContext _context;
    readonly IPipe<ConsumeContext> _consumers;
    readonly Activity? _activity = Activity.Current;
    readonly CancellationToken _lost; // kept, since MassTransit disposes of its source with the message

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

    /// <summary>Ends when the effect is committed, upon which MassTransit acknowledges, or with an exception, upon which it moves the message to the error queue.</summary>
    public Task Done => _done.Task;

    /// <summary>The channel it came over is gone: the broker delivers it again.</summary>
    public bool IsLost => _lost.IsCancellationRequested;

    public Guid? Id { get; }

    public string? District { get; }

    public Guid Aggregate { get; }

    /// <summary>Null for a message of others that does not say.</summary>
    public DateTimeOffset? EnqueuedAt { get; }

    public int Attempts { get; set; }

    public DateTimeOffset FirstFailure { get; set; }

    /// <summary>Why no consumer can be given this message, whatever is tried; null for a sound one.</summary>
    public string? Defect(DateTimeOffset now) => this switch
    {
        { Id: null } => "no-message-id",
        { District: null } => "no-district",
        { Id: { } id } when !InboxTable.Remembers(id, now) => "expired",
        _ => null,
    };

    /// <summary>Gives it to all consumers of its type. They come from this scope, so that all of a batch share one unit of work.</summary>
    public async Task ConsumeAsync(IServiceScope scope)
    {
        Activity.Current = _activity; // what a consumer does belongs to the message's trace, not to the batch's
        _context.AddOrUpdatePayload(() => scope, _ => scope);
        await _consumers.Send(_context);
    }

    public void Committed() => _done.TrySetResult();

    public void Failed(Exception e) => _done.TrySetException(e);

    public void Lost() => _done.TrySetCanceled(_lost);
}

/// <summary>A message that no consumer was given.</summary>
/// <param name="defect">As <see cref="Delivery.Defect"/> names it.</param>
internal sealed class DefectiveMessageException(string defect) : Exception(defect);
