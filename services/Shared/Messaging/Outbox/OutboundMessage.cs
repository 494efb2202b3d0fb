namespace Supervision.Messaging;

/// <summary>A message for another system, sent unchanged to an exchange named by its sender.</summary>
/// <param name="Id">UUIDv7; the broker's MessageId, the same each time it is sent.</param>
/// <param name="Exchange">A topic exchange; the relay declares it.</param>
/// <param name="Type">Becomes the AMQP property <c>type</c>, e.g. <c>clue.transferred.v1</c>.</param>
/// <param name="District">Six-digit code of the district it belongs to.</param>
/// <param name="PartitionKey">Messages with the same key, normally an aggregate's id, keep their order.</param>
/// <param name="ContentType">For example <c>application/cloudevents+json</c>.</param>
public sealed record OutboundMessage(
    Guid Id, string Exchange, string RoutingKey, string Type, string District, Guid PartitionKey, string ContentType, byte[] Body);
