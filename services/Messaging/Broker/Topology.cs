using MassTransit;

namespace Supervision.Messaging.Broker;

/// <summary>
/// What exists at the broker: MassTransit's exchange per event type (and per interface an event has), and per service one queue with its
/// error queue. One queue for all events of a service keeps the order of an aggregate's events across their types; a single active consumer
/// keeps it across copies of the service, the next copy taking over when the active one goes.
/// </summary>
internal static class Topology
{
    /// <summary>Deliveries of one message before the broker puts it aside by itself: only a message that brings processes down gets there.</summary>
    const int DeliveryLimit = 20;

    /// <summary>A look at the error queue counts as a delivery of all it holds, and brokers from version 4 on drop a message after 20.</summary>
    const int NoDeliveryLimit = 1_000_000_000;

    const string Limit = "x-delivery-limit";

    public static string Errors(string queue) => $"{queue}_error";

    public static void Connect(this IRabbitMqBusFactoryConfigurator bus, BrokerSettings settings)
    {
        bus.Host(settings.Address, settings.Service, host =>
        {
            host.Heartbeat(TimeSpan.FromSeconds(10));
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
        });
        bus.SendTopology.ConfigureErrorSettings = errors => errors.KeepErrors();
    }

    /// <summary>Messages that fail too often for the broker go where those go that fail here, at least once, for which RabbitMQ wants the overflow rule.</summary>
    public static void KeepInOrder(this IRabbitMqReceiveEndpointConfigurator endpoint, string queue)
    {
        endpoint.SetQuorumQueue();
        endpoint.SingleActiveConsumer = true;
        endpoint.SetQueueArgument(Limit, DeliveryLimit);
        endpoint.SetQueueArgument("x-dead-letter-exchange", "");
        endpoint.SetQueueArgument("x-dead-letter-routing-key", Errors(queue));
        endpoint.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        endpoint.SetQueueArgument("x-overflow", "reject-publish");
    }

    /// <summary>An error queue inherits its queue's arguments, of which only the kind fits: with a single active consumer nobody could look into it.</summary>
    static void KeepErrors(this IRabbitMqQueueConfigurator errors)
    {
        foreach (var inherited in new[] { "x-single-active-consumer", "x-dead-letter-exchange", "x-dead-letter-routing-key", "x-dead-letter-strategy", "x-overflow" })
            errors.SetQueueArgument(inherited, null!);
        errors.SetQueueArgument("x-queue-type", "quorum");
        errors.SetQueueArgument(Limit, NoDeliveryLimit);
    }

    /// <summary>For the step <c>migrate</c>: the service's queue with its bindings, its error queue, and the exchanges of every event there is.</summary>
    public static void Declare(this IRabbitMqBusFactoryConfigurator bus, IBusRegistrationContext context, string queue)
    {
        bus.DeployTopologyOnly = true;
        bus.DeployPublishTopology = true;
        foreach (var type in EventTypes.InContracts) bus.Publish(type, _ => { });
        bus.ReceiveEndpoint(queue, endpoint =>
        {
            endpoint.KeepInOrder(queue);
            endpoint.ConfigureConsumers(context);
        });
        bus.ReceiveEndpoint(Errors(queue), errors =>
        {
            errors.KeepErrors();
            errors.ConfigureConsumeTopology = false;
        });
    }
}
