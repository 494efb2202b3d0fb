using System.Text.Json;
using RabbitMQ.Client;

namespace Supervision.Testing.Api;

/// <summary>Receives the events of a type from now on.</summary>
public sealed class Listener : IAsyncDisposable
{
    readonly IConnection _connection;
    readonly IChannel _channel;
    readonly string _queue;

    Listener(IConnection connection, IChannel channel, string queue) => (_connection, _channel, _queue) = (connection, channel, queue);

    public static async Task<Listener> ToAsync(PlatformHost platform, string type)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(platform.Host.ConnectionString("rabbitmq")) }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync(exclusive: true)).QueueName;
        await channel.QueueBindAsync(queue, Envelope.ExchangeOf(type), "");
        return new(connection, channel, queue);
    }

    /// <summary>The next event that matches; waits for one.</summary>
    public async Task<JsonElement> NextAsync(Func<JsonElement, bool> matches)
    {
        JsonElement? found = null;
        await Eventually.TrueAsync(
            async () =>
            {
                while (found is null && await _channel.BasicGetAsync(_queue, autoAck: true) is { } message)
                {
                    var told = Envelope.Open(message.Body.Span);
                    if (matches(told)) found = told;
                }

                return found is not null;
            },
            "the event is received");
        return found!.Value;
    }

    /// <summary>Number of matching events received so far and not yet taken.</summary>
    public async Task<int> CountAsync(Func<JsonElement, bool> matches)
    {
        var count = 0;
        while (await _channel.BasicGetAsync(_queue, autoAck: true) is { } message)
        {
            if (matches(Envelope.Open(message.Body.Span))) count++;
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
