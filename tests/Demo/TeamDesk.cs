using System.Text.Json;
using RabbitMQ.Client;
using Supervision.Contracts;

namespace Supervision.Demo;

/// <summary>
/// Where a topic gets its team (R15): the one place of the demonstration that stands for the Supervisors service. It tells the broker what
/// that service tells, and nothing else of the demonstration knows how.
/// </summary>
/// <param name="broker">The broker's address with its user and password.</param>
internal sealed class TeamDesk(Lazy<Uri> broker)
{
    const string Events = "supervision.internal";

    /// <summary>The desk at the broker that the native host runs, whose password and port lie beside the sample accounts.</summary>
    /// <param name="accounts">The file of the sample accounts, in the platform's data folder.</param>
    public static TeamDesk BesideAccounts(string accounts) => new(new Lazy<Uri>(() =>
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(accounts))!;
        string Kept(string file, string name) =>
            JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(folder, file)))![name];
        return new($"amqp://supervision:{Kept("secrets.json", "rabbitmq-password")}@127.0.0.1:{Kept("ports.json", "rabbitmq/tcp")}");
    }));

    /// <summary>Appoints whoever leads the team and forms it.</summary>
    /// <returns>Its id.</returns>
    public async Task<Guid> FormAsync(string district, Guid topic, string name, Guid supervisor, Guid cadre, Guid chair, Guid leader)
    {
        await using var connection = await new ConnectionFactory { Uri = broker.Value }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var (now, team) = (DateTimeOffset.UtcNow, Guid.CreateVersion7());
        var today = DateOnly.FromDateTime(now.Date);
        // The same person is appointed once, however often this is told: the id is theirs.
        await PublishAsync(channel, new SupervisorAppointed(supervisor, district, supervisor, "society", today.AddYears(-1), today.AddYears(4), 1, now));
        await PublishAsync(channel, new TeamFormed(team, district, topic, name, supervisor, [supervisor, cadre], chair, leader, 1, now));
        return team;
    }

    static async Task PublishAsync<TEvent>(IChannel channel, TEvent e)
        where TEvent : IIntegrationEvent
    {
        var properties = new BasicProperties
        {
            MessageId = Guid.CreateVersion7().ToString(),
            Type = typeof(TEvent).Name,
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?>
            {
                ["district"] = e.District,
                ["aggregate"] = e.Aggregate.ToString(),
                ["enqueued-at"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            },
        };
        await channel.BasicPublishAsync(Events, typeof(TEvent).Name, mandatory: true, properties, JsonSerializer.SerializeToUtf8Bytes(e, JsonSerializerOptions.Web));
    }
}
