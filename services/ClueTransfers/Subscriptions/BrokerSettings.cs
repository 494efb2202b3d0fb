using System.Net.Http.Headers;
using System.Text;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>Where subscribers' queues and users are created, and where subscribers connect.</summary>
/// <param name="Management">Address of the broker's management HTTP API (setting <c>RABBITMQ_MANAGEMENT</c>).</param>
/// <param name="VirtualHost">The virtual host of <c>ConnectionStrings:rabbitmq</c>.</param>
/// <param name="Address">AMQP address given to subscribers (setting <c>Subscriptions:Address</c>, else that of the connection string).</param>
/// <param name="Retry">Pause between attempts at pending work (setting <c>Subscriptions:Retry</c>, 5 seconds).</param>
/// <param name="Verify">How often the broker is compared with the record (setting <c>Subscriptions:Verify</c>, 1 minute).</param>
internal sealed record BrokerSettings(
    Uri Management, string User, string Password, string VirtualHost, Uri Address, TimeSpan Retry, TimeSpan Verify)
{
    /// <exception cref="InvalidOperationException">A setting is missing or unusable; its name is in the message.</exception>
    public static BrokerSettings From(IConfiguration configuration)
    {
        var connection = ParseAddress(configuration.GetConnectionString("rabbitmq"), "ConnectionStrings:rabbitmq");
        var login = connection.UserInfo.Split(':', 2);
        if (login is not [{ Length: > 0 } user, { Length: > 0 } password])
            throw new InvalidOperationException("The setting ConnectionStrings:rabbitmq has no user and password.");
        var path = connection.AbsolutePath.TrimStart('/');
        return new BrokerSettings(
            ParseAddress(configuration["RABBITMQ_MANAGEMENT"], "RABBITMQ_MANAGEMENT"),
            Uri.UnescapeDataString(user),
            Uri.UnescapeDataString(password),
            path.Length == 0 ? "/" : Uri.UnescapeDataString(path),
            configuration["Subscriptions:Address"] is { Length: > 0 } told
                ? ParseAddress(told, "Subscriptions:Address")
                : new UriBuilder(connection) { UserName = "", Password = "" }.Uri,
            configuration.GetValue("Subscriptions:Retry", TimeSpan.FromSeconds(5)),
            configuration.GetValue("Subscriptions:Verify", TimeSpan.FromMinutes(1)));
    }

    /// <summary>Address and sign-in of the management API.</summary>
    public void Apply(HttpClient http)
    {
        http.BaseAddress = new Uri(Management.AbsoluteUri.TrimEnd('/') + "/");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
    }

    static Uri ParseAddress(string? text, string setting) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        ? address
        : throw new InvalidOperationException($"The setting {setting} is missing or is not an address.");
}
