using RabbitMQ.Client;
using Supervision.Contracts;

namespace Supervision.Testing.Api;

public static class EventSender
{
    /// <summary>Publishes an event to the broker as another service's relay would.</summary>
    public static async Task PublishAsync<TEvent>(this PlatformHost platform, TEvent e) where TEvent : IIntegrationEvent
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(platform.Host.ConnectionString("rabbitmq")) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.PublishEventAsync(e);
    }
}
