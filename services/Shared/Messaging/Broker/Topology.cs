using MassTransit;

namespace Supervision.Messaging.Broker;

/// <summary>
/// What exists at the broker: MassTransit's exchange per event type (and per interface of an event), and one queue per service with its
/// error queue. One queue for all events of a service keeps an aggregate's events in order across types; a single active consumer
/// keeps it across instances of the service: when the active one ends, the next takes over.
/// </summary>
internal static class Topology
{
    /// <summary>After this many deliveries the broker itself dead-letters a message; only one that crashes processes gets that far.</summary>
    const int DeliveryLimit = 20;

    /// <summary>Reading the error queue counts as a delivery of all its messages, and brokers from version 4 on drop a message after 20.</summary>
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

    /// <summary>Messages over the broker's delivery limit also go to the error queue, at least once; that needs RabbitMQ's overflow rule.</summary>
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

    /// <summary>An error queue inherits its queue's arguments, but only the type fits: a single active consumer would shut others out.</summary>
    static void KeepErrors(this IRabbitMqQueueConfigurator errors)
    {
        foreach (var inherited in new[] { "x-single-active-consumer", "x-dead-letter-exchange", "x-dead-letter-routing-key", "x-dead-letter-strategy", "x-overflow" })
            errors.SetQueueArgument(inherited, null!);
        errors.SetQueueArgument("x-queue-type", "quorum");
        errors.SetQueueArgument(Limit, NoDeliveryLimit);
    }

    /// <summary>For the step <c>migrate</c>: declares the service's queue, its bindings, its error queue, and the exchanges of all events.</summary>
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
