using System.Text.Json.Nodes;
using RabbitMQ.Client;

namespace Supervision.Demo;

/// <summary>A subscriber's own queue, read under its own broker user.</summary>
internal sealed class EventQueue(IConnection connection, IChannel channel, string queue) : IAsyncDisposable
{
    public static async Task<EventQueue> OpenAsync(JsonNode access)
    {
        var address = new Uri((string)access["address"]!);
        var factory = new ConnectionFactory
        {
            HostName = address.Host,
            Port = address.Port,
            VirtualHost = (string)access["virtualHost"]!,
            UserName = (string)access["user"]!,
            Password = (string)access["password"]!,
        };
        var connection = await factory.CreateConnectionAsync();
        return new EventQueue(connection, await connection.CreateChannelAsync(), (string)access["queue"]!);
    }

    /// <summary>Waits for the next event and acknowledges it only after handing it over.</summary>
    public async Task<JsonNode> HandleNextAsync(Func<JsonNode, Task> handle)
    {
        var delivery = await Script.UntilAsync(async () => await channel.BasicGetAsync(queue, autoAck: false), "the next event");
        var cloudEvent = JsonNode.Parse(delivery.Body.Span)!;
        await handle(cloudEvent);
        await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        return cloudEvent;
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
