using System.Globalization;
using Npgsql;
using RabbitMQ.Client;
using Supervision.Contracts;
using Supervision.Notifications.Tests;
using Supervision.Notifications.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

[assembly: AssemblyFixture(typeof(Stack))]

namespace Supervision.Notifications.Tests;

/// <summary>PostgreSQL, RabbitMQ, the migration and two copies of the service, as separate processes.</summary>
public sealed class Stack : IAsyncLifetime
{
    public const string CopyA = "notifications", CopyB = "notifications-b";

    static int _districts = 100_000;
    readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { Timeout = TimeSpan.FromSeconds(60) };
    TestIssuer? _issuer;
    TestHost? _host;
    IConnection? _broker;
    NpgsqlDataSource? _owner;

    public TestIssuer Issuer => _issuer!;

    /// <summary>Where both copies send their mail.</summary>
    public MailServer Mail { get; } = new();

    public TestHost Host => _host!;

    /// <summary>The database as its owner, bypassing row-level security.</summary>
    public NpgsqlDataSource Owner => _owner!;

    /// <summary>The service's own configuration.</summary>
    public string ServiceConnection => Host.EnvironmentOf(CopyA)["ConnectionStrings__notificationsdb"]!;

    public async ValueTask InitializeAsync()
    {
        Mail.Start();
        _issuer = await TestIssuer.StartAsync();
        _host = await TestHost.StartAsync(Platform(), TestContext.Current.CancellationToken);
        _owner = NpgsqlDataSource.Create(_host.ConnectionString("notificationsdb"));
        _broker = await new ConnectionFactory { Uri = new Uri(_host.ConnectionString("rabbitmq")), AutomaticRecoveryEnabled = true }.CreateConnectionAsync();
    }

    TestHostOptions Platform() => new()
    {
        Only = [CopyA],
        Environment = new Dictionary<string, Dictionary<string, string>> { [CopyA] = Settings() },
        Topology = builder =>
        {
            builder.AddCopy(CopyA, CopyB);
            // Migrated and never used: services with a movable clock use copies of it.
            builder.AddEmptyDatabase(CopyA, "clockdb");
        },
        Durable = true,
    };

    Dictionary<string, string> Settings()
    {
        var settings = ClockedService.Settings(Mail).ToDictionary(one => one.Key.Replace(":", "__", StringComparison.Ordinal), one => one.Value!);
        settings["Identity__Authority"] = settings["Identity__Backchannel"] = Issuer.Authority;
        settings["Notifications__Retention__Interval"] = "00:00:01";
        settings["Notifications__Delivery__Lease"] = "00:00:05";
        return settings;
    }

    /// <summary>A district nobody else uses, so that tests do not interfere.</summary>
    public static string NewDistrict() => Interlocked.Increment(ref _districts).ToString(CultureInfo.InvariantCulture);

    /// <summary>Somebody the service has a copy of.</summary>
    public async Task<Person> PersonAsync(string district, Role role, bool active = true, string? email = null)
    {
        var person = new Person(Guid.CreateVersion7(), district, role, email);
        await PublishAsync(person.Changed(active: active));
        await Until.TrueAsync(() => VersionOfAsync(person), $"The copy of {person} did not arrive.");
        return person;
    }

    public async Task<bool> VersionOfAsync(Person person, long version = 1)
    {
        await using var command = Owner.CreateCommand("select exists (select from people where user_id = $1 and version >= $2)");
        command.Parameters.AddWithValue(person.Id);
        command.Parameters.AddWithValue(version);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Publishes an event to the broker as the relay does, with confirm.</summary>
    /// <returns>Its message id.</returns>
    public async Task<Guid> PublishAsync<TEvent>(TEvent e, Guid? id = null, int times = 1) where TEvent : IIntegrationEvent
    {
        await using var channel = await _broker!.CreateChannelAsync(new CreateChannelOptions(true, true));
        return await channel.PublishEventAsync(e, id, times);
    }

    public Api As(Person person, string copy = CopyA, string language = "zh-CN") => AsToken(Issuer.Token(person), copy, language);

    public Api AsToken(string? token, string copy = CopyA, string language = "zh-CN") => new(_http, Host.Address(copy), token, language);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_broker is not null) await _broker.DisposeAsync();
        if (_owner is not null) await _owner.DisposeAsync();
        if (_host is not null) await _host.DisposeAsync();
        if (_issuer is not null) await _issuer.DisposeAsync();
        await Mail.DisposeAsync();
    }
}

/// <summary>Waits for a condition, with a timeout instead of a fixed delay.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<Task<bool>> condition, string otherwise, TimeSpan? longest = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(longest ?? TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                Assert.Fail(otherwise);
            }
        }
    }
}
