using System.Text.Json;
using RabbitMQ.Client;
using Supervision.Contracts;

namespace Supervision.Testing.Api;

public static class EventSender
{
    /// <summary>Gives an event to the broker as the relay of another service does.</summary>
    public static async Task PublishAsync<TEvent>(this PlatformHost platform, TEvent e) where TEvent : IIntegrationEvent
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(platform.Host.ConnectionString("rabbitmq")) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var properties = new BasicProperties
        {
            MessageId = Guid.CreateVersion7().ToString(),
            Type = typeof(TEvent).Name,
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?>
            {
                ["district"] = e.District,
                ["aggregate"] = e.Aggregate.ToString(),
                ["enqueued-at"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            },
        };
        await channel.BasicPublishAsync("supervision.internal", typeof(TEvent).Name, mandatory: true, properties, JsonSerializer.SerializeToUtf8Bytes(e, JsonSerializerOptions.Web));
    }
}
