using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supervision.Persistence;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Data;
using Supervision.Topics.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TopicsPlatform))]
[assembly: Parallelization(Mode = ParallelMode.None)] // the matrix compares whole tables

namespace Supervision.Topics.Tests.Support;

/// <summary>Identity and the topics service with their database and broker, as AppHost runs them, with real sign-ins.</summary>
public sealed class TopicsPlatform() : PlatformHost("identity", "topics")
{
    SampleAccounts? _accounts;
    ServiceApi? _api;

    public SampleAccounts Accounts => _accounts ?? throw new InvalidOperationException("Not started yet.");

    public ServiceApi Api => _api ?? throw new InvalidOperationException("Not started yet.");

    /// <summary>The topics database under its owner, whom row-level security does not bind.</summary>
    public string Database => Host.ConnectionString("topicsdb");

    public SignInClient SignIn => new(Host.Address("identity"));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _accounts = SampleAccounts.Read(AccountsFile);
        _api = new ServiceApi(Host.Address("topics"), SignIn);
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

    /// <summary>The service's own model on the owner's connection.</summary>
    internal async Task InDatabaseAsync(Func<TopicsDb, Task> work)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        var options = new DbContextOptionsBuilder<TopicsDb>();
        DatabaseExtensions.Configure(options, source);
        await using var db = new TopicsDb(options.Options);
        await work(db);
    }

    public override ValueTask DisposeAsync()
    {
        _api?.Dispose();
        return base.DisposeAsync();
    }
}
