using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Supervision.Contracts;
using Supervision.Identity.Connect;
using Supervision.Identity.Data;
using Supervision.Identity.Users;
using Supervision.Persistence;
using Supervision.ServiceDefaults;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Identity.Tests.Running;

/// <summary>PostgreSQL, RabbitMQ and Identity with its samples, once for all tests.</summary>
public sealed class IdentityHost : IAsyncLifetime
{
    public const string PortalSecret = "a-secret-for-tests-only-0123456789";
    const string Role = "identity_service";
    const string RolePassword = "role-password";
    readonly Infrastructure _infrastructure = new();
    readonly string _folder = Directory.CreateTempSubdirectory("identity-tests").FullName;
    IdentityProcess? _identity;
    WebApplication? _domain;

    /// <summary>Keeps every event Identity publishes, for tests to read.</summary>
    public const string EventQueue = "tests.events";

    /// <summary>A system that signs with a key of its own, as the operator's file registers it.</summary>
    public const string SystemWithKey = "330305-discipline-case-system";

    /// <summary>The key of <see cref="SystemWithKey"/>.</summary>
    internal ECDsa SystemKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Address of Identity, also its issuer.</summary>
    public Uri Address { get; } = IdentityProcess.FreeAddress();

    /// <summary>The portal's logout address; nobody listens there unless a test does.</summary>
    public Uri PortalLogout { get; } = new(IdentityProcess.FreeAddress(), "/bff/backchannel-logout");

    /// <summary>The portal's public address.</summary>
    public Uri Portal { get; } = new("http://localhost:8080");

    public string Broker => _infrastructure.RabbitMq;

    public string AccountsFile => Path.Combine(_folder, "accounts.json");

    /// <summary>Owner's connection string.</summary>
    public string Database { get; private set; } = "";

    internal SampleAccounts Samples => SampleAccounts.Read(AccountsFile);

    internal SignInClient SignIn => new(Address);

    public async ValueTask InitializeAsync()
    {
        await _infrastructure.InitializeAsync();
        Database = await _infrastructure.CreateDatabaseAsync();
        await KeepEventsAsync();
        await File.WriteAllTextAsync(SystemsFile, SystemsJson());
        var (status, output) = await IdentityProcess.MigrateAsync(Settings(Database, Address, AccountsFile), CancellationToken.None);
        Assert.True(status is 0, output);
        await StartAsync();
        _domain = BuildDomain();
    }

    public async ValueTask DisposeAsync()
    {
        if (_domain is not null) await _domain.DisposeAsync();
        if (_identity is not null) await _identity.DisposeAsync();
        await _infrastructure.DisposeAsync();
        SystemKey.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public Task<string> CreateDatabaseAsync() => _infrastructure.CreateDatabaseAsync();

    /// <summary>A separate migrated database, for tests that change what others rely on.</summary>
    internal async Task<Dictionary<string, string>> MigratedAsync(Uri address, CancellationToken ct)
    {
        var settings = Settings(await CreateDatabaseAsync(), address, Path.Combine(_folder, $"{Guid.NewGuid():N}.json"));
        var (status, output) = await IdentityProcess.MigrateAsync(settings, ct);
        Assert.True(status is 0, output);
        return AsService(settings);
    }

    /// <summary>Settings of the migration step.</summary>
    internal Dictionary<string, string> Settings(string database, Uri issuer, string accounts) => new()
    {
        ["ConnectionStrings__identitydb"] = database,
        ["ConnectionStrings__rabbitmq"] = _infrastructure.RabbitMq,
        ["Identity__Authority"] = new Uri(issuer, "/identity").AbsoluteUri,
        ["Database__Role"] = Role,
        ["Database__Password"] = RolePassword,
        ["Portal__Address"] = Portal.AbsoluteUri,
        ["Portal__Secret"] = PortalSecret,
        ["Portal__BackchannelLogout"] = PortalLogout.AbsoluteUri,
        ["Samples__File"] = accounts,
        ["Systems__File"] = SystemsFile,
    };

    /// <summary>The same for the service itself, which enters the database as a role without rights beyond its rows.</summary>
    internal static Dictionary<string, string> AsService(Dictionary<string, string> settings) => new(settings)
    {
        ["ConnectionStrings__identitydb"] = $"{settings["ConnectionStrings__identitydb"]};Username={Role};Password={RolePassword}",
    };

    /// <summary>Another copy of the service next to the running one.</summary>
    internal Task<IdentityProcess> StartCopyAsync(Dictionary<string, string> changes, CancellationToken ct, Uri? address = null)
    {
        var settings = AsService(Settings(Database, Address, AccountsFile));
        foreach (var (name, value) in changes) settings[name] = value;
        return IdentityProcess.StartAsync(settings, address ?? IdentityProcess.FreeAddress(), ct);
    }

    /// <summary>Does domain work for which there is no page yet, as the service itself would.</summary>
    internal async Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _domain!.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>A new user for one test, with its password.</summary>
    internal async Task<SampleAccount> CreateUserAsync(Role role, CancellationToken ct)
    {
        const string password = "Xk7-vT2qLm9-pRw4";
        var name = $"test-{Guid.NewGuid():N}";
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            UserName = name,
            Name = "测试用户",
            District = SampleAccounts.Dongtou,
            Body = role.Body,
            Roles = [role.Name],
        };
        await DoAsync(async services =>
        {
            await services.GetRequiredService<UserAccounts>().CreateAsync(user, password, ct);
            return true;
        });
        return new SampleAccount(name, password, user.District, user.Body, user.Roles, null, user.Id, user.Name);
    }

    string SystemsFile => Path.Combine(_folder, "systems.json");

    string SystemsJson()
    {
        var key = SystemKey.ExportParameters(includePrivateParameters: false).Q;
        return JsonSerializer.Serialize(new[]
        {
            new
            {
                id = SystemWithKey,
                name = "示例·案件管理系统",
                district = SampleAccounts.Dongtou,
                body = Bodies.Discipline,
                scopes = new[] { "clues", "clues.events" },
                keys = new { keys = new[] { new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(key.X), y = Base64Url.EncodeToString(key.Y) } } },
            },
        });
    }

    async Task StartAsync() => _identity = await IdentityProcess.StartAsync(AsService(Settings(Database, Address, AccountsFile)), Address, CancellationToken.None);

    WebApplication BuildDomain()
    {
        var builder = WebApplication.CreateBuilder().AddServiceDefaults("identity-tests");
        builder.Configuration.AddInMemoryCollection(AsService(Settings(Database, Address, AccountsFile))
            .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)));
        builder.AddAccounts();
        builder.AddServiceScope();
        builder.AddDatabase<IdentityDb>("identitydb");
        return builder.Build();
    }

    async Task KeepEventsAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(Envelope.EveryEvent, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(EventQueue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(EventQueue, Envelope.EveryEvent, "");
    }
}
