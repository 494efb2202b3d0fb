using Npgsql;
using Supervision.Gateway.Tests.Foreign;
using Supervision.Testing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.None)] // the next user to sign in is a single setting of one provider
[assembly: AssemblyFixture(typeof(Supervision.Gateway.Tests.GatewayHost))]

namespace Supervision.Gateway.Tests;

/// <summary>A gateway with its database, in front of a stub provider and stub services.</summary>
public sealed class GatewayHost : IAsyncLifetime
{
    readonly int _port = GatewayProcess.FreePort();
    TestHost? _infrastructure;
    StubProvider? _provider;
    StubService? _service;
    GatewayProcess? _gateway;

    internal StubProvider Provider => _provider!;

    internal StubService Service => _service!;

    internal GatewayProcess Gateway => _gateway!;

    /// <summary>Owner's connection string of gatewaydb.</summary>
    public string Database => _infrastructure!.ConnectionString("gatewaydb");

    public async ValueTask InitializeAsync()
    {
        _infrastructure = await TestHost.StartServersAsync(ct: TestContext.Current.CancellationToken);
        _provider = await StubProvider.StartAsync(_port);
        _service = await StubService.StartAsync();
        var (exit, log) = await GatewayProcess.RunAsync(new()
        {
            ["ConnectionStrings:gatewaydb"] = Database,
            ["Database:Role"] = "gateway_service",
            ["Database:Password"] = "secret",
        }, "migrate");
        Assert.True(exit == 0, log);
        _gateway = await GatewayProcess.StartAsync(_port, Settings());
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (_service is not null) await _service.DisposeAsync();
        if (_provider is not null) await _provider.DisposeAsync();
        if (_infrastructure is not null) await _infrastructure.DisposeAsync();
    }

    /// <summary>Another copy on the same database, for the public address the provider knows.</summary>
    internal Task<GatewayProcess> StartCopyAsync(Dictionary<string, string?>? more = null)
    {
        var settings = Settings();
        foreach (var (name, value) in more ?? []) settings[name] = value;
        return GatewayProcess.StartAsync(GatewayProcess.FreePort(), settings);
    }

    internal async Task<T> QueryAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    Dictionary<string, string?> Settings() => new()
    {
        ["ConnectionStrings:gatewaydb"] = $"{Database};Username=gateway_service;Password=secret",
        ["Identity:Authority"] = Provider.Authority,
        ["Identity:Backchannel"] = "http://identity/identity",
        ["Portal:Secret"] = GatewayProcess.Secret,
        ["Limits:SignIn:Burst"] = "10000",
        ["Limits:Address:Burst"] = "10000",
        ["services:identity:http:0"] = Provider.Address,
        ["services:clues:http:0"] = Service.Address,
        ["services:notifications:http:0"] = Service.Address,
    };
}
