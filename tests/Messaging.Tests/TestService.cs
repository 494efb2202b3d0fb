using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;
using Supervision.Messaging.Broker;
using Supervision.Persistence;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

/// <summary>One service with its own database; any number of its copies can run in this process.</summary>
internal sealed class TestService : IAsyncDisposable
{
    public const string District = "330305";

    static int _count;

    readonly List<WebApplication> _copies = [];
    readonly Dictionary<string, string?> _settings;

    readonly Infrastructure _infrastructure;

    TestService(Infrastructure infrastructure, string name, NpgsqlDataSource owner, Dictionary<string, string?> settings) =>
        (_infrastructure, Name, Owner, _settings) = (infrastructure, name, owner, settings);

    public string Name { get; }

    public NpgsqlDataSource Owner { get; }

    public ConsumerState State { get; } = new();

    /// <summary>What the copies logged as warning or error.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public BrokerSettings Broker => new(new Uri(_settings["ConnectionStrings:rabbitmq"]!), Name);

    /// <summary>Connects as the service's own role.</summary>
    public string ConnectionString => _settings["ConnectionStrings:testdb"]!;

    public IServiceProvider Services => _copies[0].Services;

    /// <summary>Creates tables, role and queues; starts no copy.</summary>
    public static async Task<TestService> CreateAsync(Infrastructure infrastructure, bool declare = true)
    {
        var name = $"service{Interlocked.Increment(ref _count)}";
        var owner = await infrastructure.CreateDatabaseAsync();
        var source = NpgsqlDataSource.Create(owner);
        await TestDb.CreateAsync(source, name, "password");
        var address = await CreateVirtualHostAsync(infrastructure, name);
        var service = new TestService(infrastructure, name, source, new Dictionary<string, string?>
        {
            ["ConnectionStrings:testdb"] = $"{owner};Username={name};Password=password",
            ["ConnectionStrings:rabbitmq"] = address,
        });
        if (declare) await service.DeclareAsync();
        return service;
    }

    static void Consume(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<EffectConsumer>();
        consumers.AddConsumer<WitnessConsumer>();
    }

    /// <summary>What the step <c>migrate</c> does at the broker.</summary>
    public async Task DeclareAsync()
    {
        var builder = WebApplication.CreateBuilder();
        foreach (var (name, value) in _settings) builder.Configuration[name] = value;
        await builder.DeclareQueuesAsync(Name, Consume);
    }

    /// <summary>Lists objects at the service's broker: <c>queues</c>, <c>exchanges</c> or <c>bindings</c>.</summary>
    public async Task<IReadOnlyList<JsonElement>> AskBrokerAsync(string kind)
    {
        using var management = Management(_infrastructure);
        return [.. (await management.GetFromJsonAsync<JsonElement>(new Uri($"api/{kind}/{Name}", UriKind.Relative))).EnumerateArray()];
    }

    static HttpClient Management(Infrastructure infrastructure)
    {
        var management = new HttpClient { BaseAddress = infrastructure.RabbitMqManagement };
        var credentials = Uri.UnescapeDataString(new Uri(infrastructure.RabbitMq).UserInfo);
        management.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return management;
    }

    /// <summary>Its own virtual host: events of other tests do not reach it.</summary>
    static async Task<string> CreateVirtualHostAsync(Infrastructure infrastructure, string name)
    {
        using var management = Management(infrastructure);
        (await management.PutAsync(new Uri($"api/vhosts/{name}", UriKind.Relative), null)).EnsureSuccessStatusCode();
        return $"{infrastructure.RabbitMq.TrimEnd('/')}/{name}";
    }

    public static async Task<TestService> StartAsync(Infrastructure infrastructure)
    {
        var service = await CreateAsync(infrastructure);
        await service.AddCopyAsync();
        return service;
    }

    /// <summary>One copy of the service, like a separate process.</summary>
    public async Task<WebApplication> AddCopyAsync(bool start = true)
    {
        var builder = WebApplication.CreateBuilder();
        foreach (var (name, value) in _settings) builder.Configuration[name] = value;
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new KeptLog(Log));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(State);
        builder.AddDatabase<TestDb>("testdb");
        builder.AddMessaging<TestDb>(Name, Consume);
        var copy = builder.Build();
        _copies.Add(copy);
        if (start) await copy.StartAsync();
        return copy;
    }

    public Task StopCopyAsync(int copy) => _copies[copy].StopAsync();

    /// <summary>Commits events in one transaction each, with a change of state, as a request of a caller in the event's district would.</summary>
    public async Task CommitAsync(params MatterChanged[] events)
    {
        foreach (var @event in events)
        {
            await WorkAsync(async db =>
            {
                if (@event.Number == 1) db.Matters.Add(new Matter { Id = @event.MatterId, District = @event.District });
                db.Enqueue(@event);
                await db.SaveChangesAsync();
            });
        }
    }

    /// <summary>A unit of work in the scope of a caller of <see cref="District"/>.</summary>
    public async Task WorkAsync(Func<TestDb, Task> work, IServiceProvider? copy = null)
    {
        await using var scope = (copy ?? Services).CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(District);
        await work(scope.ServiceProvider.GetRequiredService<TestDb>());
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public Task<long> EffectsAsync() => ScalarAsync<long>("select count(*) from effects");

    public Task<long> WaitingAsync() => ScalarAsync<long>("select count(*) from outbox");

    /// <summary>Numbers of the aggregate's effects in the order in which they happened.</summary>
    public Task<int[]> NumbersAsync(Guid aggregate) =>
        ScalarAsync<int[]>($"select coalesce(array_agg(number order by position), '{{}}') from effects where aggregate = '{aggregate}'");

    /// <summary>Sends to the service's queue bypassing the relay, as a redelivering broker would.</summary>
    public async Task SendAsync(int times, Guid? messageId, string message, Guid? aggregate = null, string? district = District)
    {
        await using var connection = await OperatorConnection.OpenAsync(Broker, "test", default);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var headers = new Dictionary<string, object?>();
        if (district is not null) headers[EventHeaders.District] = district;
        if (aggregate is not null) headers[EventHeaders.Aggregate] = aggregate.ToString();
        var properties = new BasicProperties
        {
            MessageId = messageId?.ToString(),
            Type = nameof(MatterChanged),
            ContentType = "application/vnd.masstransit+json",
            Persistent = true,
            Headers = headers,
        };
        var id = messageId is null ? "" : $"\"messageId\": \"{messageId}\", ";
        var envelope = $"{{ {id}\"messageType\": [\"urn:message:{EventTypes.ExchangeOf(typeof(MatterChanged))}\"], \"message\": {message} }}";
        for (var i = 0; i < times; i++) await channel.BasicPublishAsync("", Name, mandatory: true, properties, Encoding.UTF8.GetBytes(envelope));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var copy in _copies) await copy.DisposeAsync();
        await Owner.DisposeAsync();
    }
}

/// <summary>Keeps warnings and errors as they would appear in a log, with a stack trace as a separate line.</summary>
internal sealed class KeptLog(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        lines.Enqueue(formatter(state, exception));
        if (exception is not null) lines.Enqueue(exception.ToString());
    }

    public void Dispose()
    {
    }
}
