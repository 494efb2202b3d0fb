using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supervision.Persistence;
using Supervision.Testing;
using Supervision.Topics.Data;
using Supervision.Topics.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TopicsPlatform))]
[assembly: Parallelization(Mode = ParallelMode.None)] // the matrix compares whole tables

namespace Supervision.Topics.Tests.Support;

/// <summary>Identity and the topics service with their database and broker, as AppHost runs them, with real sign-ins.</summary>
public sealed class TopicsPlatform() : ServicePlatform("topics")
{
    /// <summary>The service's own model on the owner's connection.</summary>
    internal async Task InDatabaseAsync(Func<TopicsDb, Task> work)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        var options = new DbContextOptionsBuilder<TopicsDb>();
        DatabaseExtensions.Configure(options, source);
        await using var db = new TopicsDb(options.Options);
        await work(db);
    }
}
