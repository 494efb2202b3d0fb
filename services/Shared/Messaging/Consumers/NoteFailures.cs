using MassTransit;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.Consumers;

/// <summary>Adds to a dead letter how often and since when it failed; MassTransit's own headers describe the failure.</summary>
internal sealed class NoteFailures : IFilter<ExceptionReceiveContext>
{
    public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (context.TryGetPayload<Delivery>(out var delivery) && delivery.Attempts > 0)
        {
            context.ExceptionHeaders.Set(MessageHeaders.FaultRetryCount, delivery.Attempts - 1);
            context.ExceptionHeaders.Set(EventHeaders.FirstFailure, delivery.FirstFailure.ToUnixTimeMilliseconds());
        }

        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("noteFailures");
}
