using Microsoft.Extensions.Configuration;

namespace Supervision.Messaging.Broker;

/// <summary>The broker's address: the connection string <c>rabbitmq</c>, an <c>amqp://</c> address with user and password.</summary>
internal sealed record BrokerSettings(Uri Address, string Service)
{
    public static BrokerSettings Read(IConfiguration configuration, string service)
    {
        var text = configuration.GetConnectionString("rabbitmq")
            ?? throw new InvalidOperationException("The setting ConnectionStrings:rabbitmq is missing.");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "amqp" or "amqps"
            ? new BrokerSettings(address, service)
            : throw new InvalidOperationException("The setting ConnectionStrings:rabbitmq is not an amqp address.");
    }
}
