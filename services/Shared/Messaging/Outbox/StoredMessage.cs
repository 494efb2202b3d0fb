using System.Buffers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using MassTransit;
using MassTransit.Logging;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.Outbox;

/// <summary>Placeholder for a message whose body is stored ready to send, as in MassTransit's own outbox.</summary>
internal sealed class StoredMessage
{
    public static readonly StoredMessage Instance = new();
}

/// <summary>Builds the message from an event's row: MassTransit's envelope around the stored JSON.</summary>
internal sealed class EventPipe(ClaimedRow row, EventType type) : IPipe<SendContext<StoredMessage>>
{
    static readonly ContentType Envelope = new("application/vnd.masstransit+json");

    public Task Send(SendContext<StoredMessage> context)
    {
        var rabbit = context.GetPayload<RabbitMqSendContext>();
        rabbit.Mandatory = type.IsConsumed;
        rabbit.BasicProperties.Type = row.Type;
        context.MessageId = row.Id;
        context.Serializer = new StoredBody(Envelope, Enclose());
        context.Headers.Set(EventHeaders.District, row.District);
        context.Headers.Set(EventHeaders.Aggregate, row.PartitionKey.ToString());
        context.Headers.Set(EventHeaders.EnqueuedAt, row.EnqueuedAt.ToUnixTimeMilliseconds());
        if (row.Body is not null) context.Headers.Set(EventHeaders.Body, row.Body);
        // Parent of MassTransit's span, which replaces it by its own; if no spans are collected, the trace continues from this one.
        if (row.TraceParent is not null) context.Headers.Set(DiagnosticHeaders.ActivityId, row.TraceParent);
        return Task.CompletedTask;
    }

    byte[] Enclose()
    {
        var buffer = new ArrayBufferWriter<byte>(row.Payload.Length + 512);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("messageId", row.Id);
            json.WriteStartArray("messageType");
            foreach (var name in type.Names) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteString("sentTime", row.EnqueuedAt.UtcDateTime);
            json.WritePropertyName("message");
            json.WriteRawValue(row.Payload, skipInputValidation: true);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public void Probe(ProbeContext context)
    {
    }
}

/// <summary>Builds a message for other systems: the stored body and plain AMQP properties, no MassTransit. No subscriber is no error.</summary>
/// <param name="sender">The service.</param>
internal sealed class OutboundPipe(ClaimedRow row, string sender) : IPipe<SendContext<StoredMessage>>
{
    public Task Send(SendContext<StoredMessage> context)
    {
        var rabbit = context.GetPayload<RabbitMqSendContext>();
        rabbit.RoutingKey = row.RoutingKey;
        rabbit.BasicProperties.Type = row.Type;
        rabbit.BasicProperties.AppId = sender;
        rabbit.BasicProperties.Timestamp = new(row.EnqueuedAt.ToUnixTimeSeconds());
        context.MessageId = row.Id;
        context.Serializer = new StoredBody(new ContentType(row.ContentType), row.Payload);
        context.Headers.Set(EventHeaders.District, row.District);
        if (row.TraceParent is not null) context.Headers.Set(EventHeaders.TraceParent, row.TraceParent);
        if (row.TraceState is not null) context.Headers.Set(EventHeaders.TraceState, row.TraceState);
        return Task.CompletedTask;
    }

    public void Probe(ProbeContext context)
    {
    }
}

/// <summary>A body that is already serialized.</summary>
internal sealed class StoredBody(ContentType contentType, byte[] body) : IMessageSerializer, MessageBody
{
    public ContentType ContentType => contentType;

    public long? Length => body.Length;

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => this;

    public Stream GetStream() => new MemoryStream(body, writable: false);

    public string GetString() => Encoding.UTF8.GetString(body);

    public byte[] GetBytes() => body;
}
