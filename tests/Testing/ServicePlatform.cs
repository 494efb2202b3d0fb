using Npgsql;
using Supervision.Testing.Api;

namespace Supervision.Testing;

/// <summary>Identity and a service under test, with their databases and broker, as AppHost runs them, with real sign-ins.</summary>
public abstract class ServicePlatform : PlatformHost
{
    readonly string _service;
    SampleAccounts? _accounts;
    ServiceApi? _api;

    /// <param name="service">The service under test; its database is its name with "db" added.</param>
    protected ServicePlatform(string service, params string[] others)
        : this(service, new TestHostOptions { Only = ["identity", service, .. others] })
    {
    }

    protected ServicePlatform(string service, TestHostOptions options)
        : base(options) => _service = service;

    public SampleAccounts Accounts => _accounts ?? throw new InvalidOperationException("Not started yet.");

    public ServiceApi Api => _api ?? throw new InvalidOperationException("Not started yet.");

    /// <summary>The service's database under its owner, whom row-level security does not bind.</summary>
    public string Database => Host.ConnectionString($"{_service}db");

    /// <summary>The settings the service runs with.</summary>
    public IReadOnlyDictionary<string, string?> Settings => Host.EnvironmentOf(_service);

    public SignInClient SignIn => new(Host.Address("identity"));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _accounts = SampleAccounts.Read(AccountsFile);
        _api = new ServiceApi(Host.Address(_service), SignIn);
        await Eventually.TrueAsync(
            async () => await ScalarAsync<long>("select count(*) from people") >= Accounts.Accounts.Count,
            "everybody is known to the service");
    }

    public async Task<T?> ScalarAsync<T>(string sql, params object[] parameters)
    {
        await using var connection = new NpgsqlConnection(Database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public Task ExecuteAsync(string sql, params object[] parameters) => ScalarAsync<object>(sql, parameters);

    public override ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _api?.Dispose();
        return base.DisposeAsync();
    }
}
