using System.Text.Json;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using Supervision.Contracts;

namespace Supervision.Testing.Api;

/// <summary>An event in MassTransit's wire format, written and read here without MassTransit.</summary>
public static class Envelope
{
    /// <summary>The exchange to which every event's exchange is bound, because every event has this interface.</summary>
    public const string EveryEvent = "Supervision.Contracts:IIntegrationEvent";

    const string ContentType = "application/vnd.masstransit+json";

    public static string ExchangeOf(string type) => $"Supervision.Contracts:{type}";

    public static BasicProperties Properties(Guid message, string type, string district, Guid? aggregate = null)
    {
        var headers = new Dictionary<string, object?> { ["district"] = district, ["enqueued-at"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() };
        if (aggregate is not null) headers["aggregate"] = aggregate.ToString();
        return new() { MessageId = message.ToString(), Type = type, ContentType = ContentType, DeliveryMode = DeliveryModes.Persistent, Headers = headers };
    }

    /// <summary>Wraps an event in an envelope.</summary>
    public static byte[] Wrap<TEvent>(Guid message, TEvent e) where TEvent : IIntegrationEvent => JsonSerializer.SerializeToUtf8Bytes(
        new { messageId = message, messageType = new[] { $"urn:message:{ExchangeOf(typeof(TEvent).Name)}" }, message = e }, JsonSerializerOptions.Web);

    /// <summary>Extracts the event from a message.</summary>
    public static JsonElement Open(ReadOnlySpan<byte> body) => JsonSerializer.Deserialize<JsonElement>(body).GetProperty("message");

    /// <inheritdoc cref="Open"/>
    public static JsonNode OpenNode(ReadOnlySpan<byte> body) => JsonNode.Parse(body)!["message"]!;

    /// <summary>Publishes an event to the broker as another service's relay would.</summary>
    /// <returns>Its message id.</returns>
    public static async Task<Guid> PublishEventAsync<TEvent>(this IChannel channel, TEvent e, Guid? id = null, int times = 1) where TEvent : IIntegrationEvent
    {
        var message = id ?? Guid.CreateVersion7();
        var type = typeof(TEvent).Name;
        var (properties, body) = (Properties(message, type, e.District, e.Aggregate), Wrap(message, e));
        for (var i = 0; i < times; i++) await channel.BasicPublishAsync(ExchangeOf(type), "", mandatory: true, properties, body);
        return message;
    }
}
