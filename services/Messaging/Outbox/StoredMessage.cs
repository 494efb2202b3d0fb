using System.Buffers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using MassTransit;
using MassTransit.Logging;
using Supervision.Messaging.Broker;

namespace Supervision.Messaging.Outbox;

/// <summary>Stands for a message whose body is stored as it goes out, as MassTransit's own outbox sends it.</summary>
internal sealed class StoredMessage
{
    public static readonly StoredMessage Instance = new();
}

/// <summary>Makes an event's row a message: MassTransit's envelope, the stored JSON taken over as it is.</summary>
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
        // Parent of MassTransit's span, which puts its own in place; where nobody collects spans the trace goes on past it.
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

/// <summary>Makes a row for other systems a message: as it is stored, with plain AMQP properties and nothing of MassTransit's. A topic nobody asked for is no error.</summary>
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

/// <summary>A body that needs no serializing.</summary>
internal sealed class StoredBody(ContentType contentType, byte[] body) : IMessageSerializer, MessageBody
{
    public ContentType ContentType => contentType;

    public long? Length => body.Length;

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class => this;

    public Stream GetStream() => new MemoryStream(body, writable: false);

    public string GetString() => Encoding.UTF8.GetString(body);

    public byte[] GetBytes() => body;
}
