global using Client = OpenIddict.EntityFrameworkCore.Models.OpenIddictEntityFrameworkCoreApplication<System.Guid>;
using System.Text.Json;

namespace Supervision.Identity.Clients;

/// <summary>What is stored about a client beyond what the server library stores.</summary>
internal static class ClientMetadata
{
    public const string SessionId = "sid";
    public const string BackchannelLogoutUri = "backchannel_logout_uri";
    public const string District = "district";
    public const string Body = "body";

    public static string? BackchannelLogout(Client client) => Property(client, BackchannelLogoutUri);

    public static string? Property(Client client, string name)
    {
        if (client.Properties is not { Length: > 0 } json) return null;
        using var properties = JsonDocument.Parse(json);
        return properties.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
