using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supervision.Persistence;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(SupervisorsPlatform))]
[assembly: Parallelization(Mode = ParallelMode.None)] // the matrix compares whole tables

namespace Supervision.Supervisors.Tests.Support;

/// <summary>Identity, the supervisors and the topics service and the gateway with their databases and broker, as AppHost runs them, with real sign-ins.</summary>
public sealed class SupervisorsPlatform() : PlatformHost(new TestHostOptions
{
    Only = ["identity", "supervisors", "topics", "gateway"],
    // Nothing writes by itself while the matrix compares tables; tests of the watch start a copy that checks more often.
    Environment = new Dictionary<string, Dictionary<string, string>> { ["supervisors"] = new() { ["Sealing__Look"] = "1.00:00:00" } },
})
{
    SampleAccounts? _accounts;
    ServiceApi? _api;

    public SampleAccounts Accounts => _accounts ?? throw new InvalidOperationException("Not started yet.");

    public ServiceApi Api => _api ?? throw new InvalidOperationException("Not started yet.");

    /// <summary>The supervisors database under its owner, whom row-level security does not bind.</summary>
    public string Database => Host.ConnectionString("supervisorsdb");

    public SignInClient SignIn => new(Host.Address("identity"));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _accounts = SampleAccounts.Read(AccountsFile);
        _api = new ServiceApi(Host.Address("supervisors"), SignIn);
        await Eventually.TrueAsync(async () => await ScalarAsync<long>("select count(*) from people") >= Accounts.Accounts.Count, "everybody is known to the service");
        // A high capacity, since only the capacity tests depend on it.
        foreach (var district in (string[])[SampleAccounts.Dongtou, SampleAccounts.Lucheng])
            (await _api.PutAsync(_accounts.Holder(Contracts.Cppcc.Admin, district), $"{Records.Path}/settings", new { capacity = 1000 })).Ok();
    }

    /// <summary>Waits until a database query returns true.</summary>
    public Task KnownAsync(string question, params object[] parameters) =>
        Eventually.TrueAsync(async () => await ScalarAsync<bool>(question, parameters), "the copy is here");

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

    /// <summary>The service's own model on the owner's connection.</summary>
    internal async Task InDatabaseAsync(Func<SupervisorsDb, Task> work)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        var options = new DbContextOptionsBuilder<SupervisorsDb>();
        DatabaseExtensions.Configure(options, source);
        await using var db = new SupervisorsDb(options.Options);
        await work(db);
    }

    public override ValueTask DisposeAsync()
    {
        _api?.Dispose();
        return base.DisposeAsync();
    }
}
