using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supervision.Assessment.Data;
using Supervision.Assessment.Tests.Support;
using Supervision.Persistence;
using Supervision.Testing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(AssessmentPlatform))]
[assembly: Parallelization(Mode = ParallelMode.None)] // the matrix compares whole tables

namespace Supervision.Assessment.Tests.Support;

/// <summary>Identity and the assessment service with their database and broker, as AppHost runs them, with real sign-ins.</summary>
public sealed class AssessmentPlatform() : ServicePlatform("assessment")
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // The samples have a contact for one unit of each district; forms for another unit need a recipient.
        await ExecuteAsync("insert into unit_contacts (user_id, district, unit, active, version) values (gen_random_uuid(), '330305', '330305-U02', true, 1)");
    }

    /// <summary>The service's own model on the owner's connection.</summary>
    internal async Task InDatabaseAsync(Func<AssessmentDb, Task> work)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        var options = new DbContextOptionsBuilder<AssessmentDb>();
        DatabaseExtensions.Configure(options, source);
        await using var db = new AssessmentDb(options.Options);
        await work(db);
    }
}
