using Npgsql;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(CluesPlatform))]
[assembly: Parallelization(Mode = ParallelMode.None)] // the matrix compares whole tables

namespace Supervision.ClueTransfers.Tests.Support;

/// <summary>
/// Identity, the clue service, that of notifications, which has the calendar, and the gateway, with their databases and broker, as AppHost
/// runs them, with real sign-ins.
/// </summary>
public sealed class CluesPlatform() : PlatformHost("identity", "clues", "notifications", "gateway")
{
    SampleAccounts? _accounts;
    ServiceApi? _api;

    public SampleAccounts Accounts => _accounts ?? throw new InvalidOperationException("Not started yet.");

    public ServiceApi Api => _api ?? throw new InvalidOperationException("Not started yet.");

    /// <summary>The clue database under its owner, whom row-level security does not bind.</summary>
    public string Database => Host.ConnectionString("cluesdb");

    public SignInClient SignIn => new(Host.Address("identity"));

    public Matters Matters(string district = SampleAccounts.Dongtou) => new(Api, Accounts, district);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _accounts = SampleAccounts.Read(AccountsFile);
        _api = new ServiceApi(Host.Address("clues"), SignIn);
        await Eventually.TrueAsync(async () => await ScalarAsync<long>("select count(*) from people") >= Accounts.Accounts.Count, "everybody is known to the service");
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
        _api?.Dispose();
        return base.DisposeAsync();
    }
}
