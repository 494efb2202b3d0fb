using System.Text.Json;
using RabbitMQ.Client;
using Supervision.Testing;

namespace Supervision.EndToEnd.Faults;

/// <summary>An event as the commission's own system received it.</summary>
internal sealed record SealedEvent(string Id, string Type, Guid Clue, string District);

/// <summary>The queue of a district's commission, read with the subscriber's own user. Every message is kept, repetitions too.</summary>
internal sealed class SubscriberQueue
{
    private readonly ConnectionFactory _access;
    private readonly string _queue;
    private readonly List<SealedEvent> _events = [];

    private SubscriberQueue(ConnectionFactory access, string queue) => (_access, _queue) = (access, queue);

    /// <summary>All messages so far, in queue order.</summary>
    public IReadOnlyList<SealedEvent> Events => _events;

    public static async Task<SubscriberQueue> RegisterAsync(FaultPlatform platform, SampleAccount admin)
    {
        var answer = await platform.SendAsync(
            HttpMethod.Post, "/api/clues/subscriptions", admin, """{"name":"办案系统","eventTypes":["clue.transferred.v1","clue.received.v1"]}""");
        Assert.True(answer.Status is 201, answer.ToString()); // queue and user exist
        var access = answer.Json.GetProperty("access");
        string Given(string name) => access.GetProperty(name).GetString()!;
        var factory = new ConnectionFactory
        {
            Uri = new Uri(Given("address")),
            VirtualHost = Given("virtualHost"),
            UserName = Given("user"),
            Password = Given("password"),
        };
        return new SubscriberQueue(factory, Given("queue"));
    }

    /// <summary>Takes the waiting messages.</summary>
    public async Task<IReadOnlyList<SealedEvent>> ReadAsync()
    {
        await using var connection = await _access.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        while (await channel.BasicGetAsync(_queue, autoAck: false) is { } message)
        {
            var body = JsonSerializer.Deserialize<JsonElement>(message.Body.Span);
            string Text(string name) => body.GetProperty(name).GetString()!;
            _events.Add(new(Text("id"), Text("type"), Guid.Parse(Text("subject")), Text("district")));
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        }

        return Events;
    }
}
