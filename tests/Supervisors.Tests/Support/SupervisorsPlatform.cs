using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supervision.Persistence;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(SupervisorsPlatform))]
[assembly: Parallelization(Mode = ParallelMode.None)] // the matrix compares whole tables

namespace Supervision.Supervisors.Tests.Support;

/// <summary>Identity, the supervisors and the topics service and the gateway with their databases and broker, as AppHost runs them, with real sign-ins.</summary>
public sealed class SupervisorsPlatform() : ServicePlatform("supervisors", new TestHostOptions
{
    Only = ["identity", "supervisors", "topics", "gateway"],
    // Nothing writes by itself while the matrix compares tables; tests of the watch start a copy that checks more often.
    Environment = new Dictionary<string, Dictionary<string, string>> { ["supervisors"] = new() { ["Sealing__Look"] = "1.00:00:00" } },
})
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // A high capacity, since only the capacity tests depend on it.
        foreach (var district in (string[])[SampleAccounts.Dongtou, SampleAccounts.Lucheng])
        {
            var admin = Accounts.Holder(Contracts.Cppcc.Admin, district);
            (await Api.PutAsync(admin, $"{Records.Path}/settings", new { capacity = 1000 })).Ok();
        }
    }

    /// <summary>Waits until a database query returns true.</summary>
    public Task KnownAsync(string question, params object[] parameters) =>
        Eventually.TrueAsync(async () => await ScalarAsync<bool>(question, parameters), "the copy is here");

    /// <summary>The service's own model on the owner's connection.</summary>
    internal async Task InDatabaseAsync(Func<SupervisorsDb, Task> work)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        var options = new DbContextOptionsBuilder<SupervisorsDb>();
        DatabaseExtensions.Configure(options, source);
        await using var db = new SupervisorsDb(options.Options);
        await work(db);
    }
}
