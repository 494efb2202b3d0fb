using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supervision.Assessment.Data;
using Supervision.Assessment.Tests.Support;
using Supervision.Persistence;
using Supervision.Testing;
using Supervision.Testing.Api;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(AssessmentPlatform))]
[assembly: Parallelization(Mode = ParallelMode.None)] // the matrix compares whole tables

namespace Supervision.Assessment.Tests.Support;

/// <summary>Identity and the assessment service with their database and broker, as AppHost runs them, with real sign-ins.</summary>
public sealed class AssessmentPlatform() : PlatformHost("identity", "assessment")
{
    SampleAccounts? _accounts;
    ServiceApi? _api;

    public SampleAccounts Accounts => _accounts ?? throw new InvalidOperationException("Not started yet.");

    public ServiceApi Api => _api ?? throw new InvalidOperationException("Not started yet.");

    /// <summary>The assessment database under its owner, whom row-level security does not bind.</summary>
    public string Database => Host.ConnectionString("assessmentdb");

    public SignInClient SignIn => new(Host.Address("identity"));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _accounts = SampleAccounts.Read(AccountsFile);
        _api = new ServiceApi(Host.Address("assessment"), SignIn);
        await Eventually.TrueAsync(async () => await ScalarAsync<long>("select count(*) from people") >= Accounts.Accounts.Count, "everybody is known to the service");
        // The samples have a contact for one unit of each district; forms for another unit need a recipient.
        await ExecuteAsync("insert into unit_contacts (user_id, district, unit, active, version) values (gen_random_uuid(), '330305', '330305-U02', true, 1)");
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
    internal async Task InDatabaseAsync(Func<AssessmentDb, Task> work)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        var options = new DbContextOptionsBuilder<AssessmentDb>();
        DatabaseExtensions.Configure(options, source);
        await using var db = new AssessmentDb(options.Options);
        await work(db);
    }

    public override ValueTask DisposeAsync()
    {
        _api?.Dispose();
        return base.DisposeAsync();
    }
}
