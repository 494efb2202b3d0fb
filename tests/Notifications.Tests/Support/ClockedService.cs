using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.Digests;
using Supervision.Notifications.FanOut;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Preferences;
using Supervision.Notifications.Rules;
using Supervision.Notifications.Webhooks;
using Supervision.Persistence;

namespace Supervision.Notifications.Tests.Support;

/// <summary>How a channel's sending ended: nothing was due any more, or the channel is unavailable.</summary>
internal enum Round
{
    Idle,
    Away,
}

/// <summary>
/// The service in the test's own process with its own database and a movable clock. Nothing runs by itself: the test triggers the workers' rounds.
/// </summary>
internal sealed class ClockedService : WebApplicationFactory<Program>
{
    static readonly SemaphoreSlim OneAtATime = new(1);
    static int _databases;

    readonly Stack _stack;
    readonly string _database;
    readonly Dictionary<string, string?> _settings;
    readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    ClockedService(Stack stack, string database, Dictionary<string, string?> settings)
    {
        (_stack, _database, _settings) = (stack, database, settings);
        Owner = NpgsqlDataSource.Create($"{stack.Host.ConnectionString("clockdb")};Database={database}");
        UseKestrel(0);
        StartServer();
    }

    /// <summary>A Wednesday, 10:00 in Shanghai.</summary>
    public MovableClock Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 2, 0, 0, TimeSpan.Zero));

    public NpgsqlDataSource Owner { get; }

    public string District { get; } = "330305";

    public static async Task<ClockedService> StartAsync(Stack stack, MailServer? mail = null, params (string Name, string Value)[] more)
    {
        var database = $"clock_{Interlocked.Increment(ref _databases)}";
        await OneAtATime.WaitAsync();
        try
        {
            await using var server = NpgsqlDataSource.Create($"{stack.Host.ConnectionString("postgres")};Database=postgres;Pooling=false");
            await using var create = server.CreateCommand($"create database {database} template clockdb");
            await create.ExecuteNonQueryAsync();
        }
        finally
        {
            OneAtATime.Release();
        }

        var settings = Settings(mail);
        foreach (var (name, value) in more) settings[name] = value;
        return new ClockedService(stack, database, settings);
    }

    /// <summary>Settings that make a service send mail through the test's server.</summary>
    public static Dictionary<string, string?> Settings(MailServer? mail)
    {
        var settings = new Dictionary<string, string?> { ["Notifications:Portal"] = "https://portal.example", ["Webhooks:AllowPlainHttp"] = "true" };
        if (mail is null) return settings;
        settings["Notifications:Mail:Host"] = "localhost";
        settings["Notifications:Mail:Port"] = mail.Port.ToString(CultureInfo.InvariantCulture);
        settings["Notifications:Mail:From"] = "协同监督平台 <supervision@platform.example>";
        settings["Notifications:Mail:Authority"] = mail.Authority;
        return settings;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("ConnectionStrings:notificationsdb", $"{_stack.ServiceConnection};Database={_database}");
        builder.UseSetting("ConnectionStrings:rabbitmq", _stack.Host.ConnectionString("rabbitmq"));
        builder.UseSetting("Identity:Authority", _stack.Issuer.Authority);
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        foreach (var (name, value) in _settings) builder.UseSetting(name, value);
        builder.ConfigureTestServices(services =>
        {
            foreach (var own in services.Where(IsOwn).ToList()) services.Remove(own);
            services.AddSingleton<TimeProvider>(Clock);
        });
    }

    static bool IsOwn(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.FullName?.StartsWith("Supervision.", StringComparison.Ordinal) == true;

    public Api As(Person person, string language = "zh-CN") => new(_http, ClientOptions.BaseAddress, _stack.Issuer.Token(person), language);

    public async Task<Person> PersonAsync(Role role, string? email = null, string? mobile = null)
    {
        var person = new Person(Guid.CreateVersion7(), District, role, email, mobile);
        await ExecuteAsync(
            "insert into people (user_id, district, body, roles, active, version, email, mobile) values ($1, $2, $3, $4, true, 1, $5, $6)", person.Id, District, role.Body, new[] { role.Name }, email ?? (object)DBNull.Value, mobile ?? (object)DBNull.Value);
        return person;
    }

    /// <summary>Notifies one person, as a rule's consumer would.</summary>
    public Task<Guid> TellAsync(Person person, string kind = "topic.moved", Urgency urgency = Urgency.Information, params (string Name, string Value)[] values) =>
        TellAsync(new Notice(kind, new Audience(person.Role.Body) { Persons = [person.Id] }, $"/topics/{Guid.CreateVersion7()}", Guid.Empty, Clock.GetUtcNow())
        {
            Urgency = urgency,
            Arguments = (values.Length > 0 ? values : [("reference", "T2026-0003")]).ToDictionary(v => v.Name, v => v.Value),
        });

    public async Task<Guid> TellAsync(params Notice[] notices)
    {
        var id = Guid.CreateVersion7();
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(District);
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<NoticeWriter>().WriteAsync(notices, District, id, CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return id;
    }

    /// <summary>Makes a channel send everything due.</summary>
    public async Task<Round> SendAsync(string channel = ChannelNames.Mail)
    {
        var way = Services.GetServices<IChannel>().Single(c => c.Name == channel);
        for (var rounds = 0; ; rounds++)
        {
            Assert.True(rounds < 1000, "The rounds do not end.");
            await using var scope = Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
            try
            {
                var worker = ActivatorUtilities.CreateInstance<DeliveryWorker>(scope.ServiceProvider, way);
                if (await worker.RunOnceAsync(TestContext.Current.CancellationToken) == 0) return Round.Idle;
            }
            catch (ChannelUnavailableException)
            {
                return Round.Away;
            }
        }
    }

    public async Task FanOutAsync()
    {
        while (await RunOnceAsync<FanOutWorker>() > 0) { }
    }

    /// <summary>All copies check at once.</summary>
    public Task DigestAsync(int copies = 1) => Task.WhenAll(Enumerable.Range(0, copies)
        .Select(_ => RunOnceAsync<DigestWorker>()));

    public async Task CallWebhooksAsync()
    {
        while (await RunOnceAsync<WebhookWorker>() > 0) { }
    }

    Task<int> RunOnceAsync<TJob>()
        where TJob : IDueWork => Services.GetRequiredService<DueWork<TJob>>().RunOnceAsync(TestContext.Current.CancellationToken);

    public async Task PreferAsync(Person person, Func<PreferenceDocument, PreferenceDocument> change)
    {
        using var has = await As(person).GetAsync("/api/notifications/preferences");
        using var put = await As(person).PutAsync("/api/notifications/preferences", change(await has.ReadAsync<PreferenceDocument>()));
        await put.ReadAsync<PreferenceDocument>();
    }

    public async Task<T> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>State of a delivery: status, attempts, error.</summary>
    public Task<string> StandingAsync(Guid notification) => ScalarAsync<string>(
        "select coalesce(string_agg(status || ' ' || attempts || ' ' || coalesce(last_error, '-'), ';' order by channel), 'none') from deliveries where notification_id = $1", notification);

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Owner.DisposeAsync();
        await base.DisposeAsync();
    }
}
