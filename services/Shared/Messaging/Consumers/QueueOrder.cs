using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MassTransit;
using MassTransit.RabbitMqTransport;
using Microsoft.Extensions.Logging;

namespace Supervision.Messaging.Consumers;

/// <summary>
/// Restores the broker's order of a channel's deliveries: MassTransit dispatches them concurrently, but their tags count from 1 without a gap.
/// </summary>
internal sealed class QueueOrder(ChannelWriter<Delivery> ordered)
{
    readonly Dictionary<ulong, Delivery?> _early = [];
    readonly Lock _lock = new();
    ulong _next = 1;

    /// <param name="delivery">Null for a message that has no consumers or cannot be read; it only takes its place in the order.</param>
    public void Arrived(ulong tag, Delivery? delivery)
    {
        lock (_lock)
        {
            if (tag != _next)
            {
                _early.Add(tag, delivery);
                return;
            }

            do
            {
                if (delivery is not null) ordered.TryWrite(delivery);
                _next++;
            }
            while (_early.Remove(_next, out delivery));
        }
    }
}

/// <summary>Puts a service's deliveries in order: the outer filter sees every delivery, the inner one those that can be read.</summary>
internal sealed partial class InOrder(ChannelWriter<Delivery> ordered, ILogger<InOrder> logger) : IFilter<ReceiveContext>, IFilter<ConsumeContext>
{
    // Keyed by the channel itself, because the consumer tag can still be empty for the first deliveries. Not a payload of the channel, because two
    // simultaneous dispatchers could each create one.
    readonly ConditionalWeakTable<ChannelContext, QueueOrder> _channels = [];

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var order = _channels.GetValue(context.GetPayload<ChannelContext>(), _ => new QueueOrder(ordered));
        var place = new Place(order, ((RabbitMqBasicConsumeContext)context).DeliveryTag);
        context.AddOrUpdatePayload(() => place, _ => place);
        try
        {
            await next.Send(context);
            if (!place.IsTaken && context.IsFaulted) Unreadable(context.GetMessageId());
        }
        finally
        {
            if (!place.IsTaken) place.Take(null);
        }
    }

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        var delivery = new Delivery(context, next);
        context.ReceiveContext.AddOrUpdatePayload(() => delivery, _ => delivery);
        await using var lost = context.CancellationToken.UnsafeRegister(static delivery => ((Delivery)delivery!).Lost(), delivery);
        context.GetPayload<Place>().Take(delivery);
        await delivery.Done;
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("inOrder");

    [LoggerMessage(LogLevel.Error, "Message {Id} cannot be read and became a dead letter")]
    partial void Unreadable(Guid? id);

    sealed class Place(QueueOrder order, ulong tag)
    {
        public bool IsTaken { get; private set; }

        public void Take(Delivery? delivery)
        {
            IsTaken = true;
            order.Arrived(tag, delivery);
        }
    }
}
