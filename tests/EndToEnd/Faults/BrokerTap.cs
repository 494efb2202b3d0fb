using RabbitMQ.Client;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.EndToEnd.Faults;

/// <summary>A message in a queue.</summary>
internal sealed record RawMessage(IReadOnlyBasicProperties Properties, ReadOnlyMemory<byte> Body);

/// <summary>The broker with its administrator's rights, bypassing the services.</summary>
internal sealed class BrokerTap(IConnection connection, IChannel channel) : IAsyncDisposable
{
    public static async Task<BrokerTap> OpenAsync(TestHost host)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(host.ConnectionString("rabbitmq")) }.CreateConnectionAsync();
        return new BrokerTap(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)));
    }

    /// <summary>Makes a queue that gets a copy of every event of a type from now on.</summary>
    public async Task<string> CopyAsync(string type)
    {
        var queue = (await channel.QueueDeclareAsync(exclusive: true)).QueueName;
        await channel.QueueBindAsync(queue, Envelope.ExchangeOf(type), "");
        return queue;
    }

    /// <summary>Takes the next message out of a queue; waits for one.</summary>
    public async Task<RawMessage> TakeAsync(string queue)
    {
        var message = await Eventually.GetAsync(() => channel.BasicGetAsync(queue, autoAck: true), found => found is not null, _ => $"nothing in {queue}");
        return new RawMessage(message!.BasicProperties, message.Body.ToArray());
    }

    public async Task<uint> CountAsync(string queue) => (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;

    /// <summary>Puts a message into a queue with its original properties.</summary>
    public async Task PutAsync(string queue, RawMessage message) =>
        await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties(message.Properties), message.Body);

    /// <summary>Publishes an event as the relay does.</summary>
    public async Task PublishAsync(string type, BasicProperties properties, ReadOnlyMemory<byte> body) =>
        await channel.BasicPublishAsync(Envelope.ExchangeOf(type), "", mandatory: true, properties, body);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
