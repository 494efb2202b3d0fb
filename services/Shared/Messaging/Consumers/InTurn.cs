using MassTransit;

namespace Supervision.Messaging.Consumers;

/// <summary>
/// MassTransit passes a message to all its consumers at once; here they share a transaction and its DbContext, which only one may use at a
/// time. So each waits for its turn. There is one batch at a time, so one semaphore is enough.
/// </summary>
internal sealed class InTurn(SemaphoreSlim turn) : IConsumerConfigurationObserver
{
    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class
    {
    }

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class => configurator.UseFilter(new Wait<ConsumerConsumeContext<TConsumer, TMessage>>(turn));

    sealed class Wait<TContext>(SemaphoreSlim turn) : IFilter<TContext>
        where TContext : class, PipeContext
    {
        public async Task Send(TContext context, IPipe<TContext> next)
        {
            await turn.WaitAsync(context.CancellationToken);
            try
            {
                await next.Send(context);
            }
            finally
            {
                turn.Release();
            }
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("inTurn");
    }
}
