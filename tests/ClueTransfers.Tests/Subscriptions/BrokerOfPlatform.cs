using Microsoft.Extensions.Configuration;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.ClueTransfers.Tests.Support;

namespace Supervision.ClueTransfers.Tests.Subscriptions;

/// <summary>The platform's broker, as seen by its administrator.</summary>
internal static class BrokerOfPlatform
{
    public static Dictionary<string, string?> Settings(this CluesPlatform platform) => new()
    {
        ["ConnectionStrings:rabbitmq"] = platform.Host.ConnectionString("rabbitmq"),
        ["RABBITMQ_MANAGEMENT"] = platform.Host.Address("rabbitmq", "management").GetLeftPart(UriPartial.Authority),
    };

    public static BrokerSettings Broker(Dictionary<string, string?> settings) =>
        BrokerSettings.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    /// <summary>The broker's management API.</summary>
    public static HttpClient Management(this CluesPlatform platform)
    {
        var http = new HttpClient();
        Broker(platform.Settings()).Apply(http);
        return http;
    }
}
