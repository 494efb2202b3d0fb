using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Supervision.Persistence;

namespace Supervision.Topics.Data;

/// <summary>For the migration tools only, which need the model and no database.</summary>
internal sealed class TopicsDbFactory : IDesignTimeDbContextFactory<TopicsDb>
{
    public TopicsDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TopicsDb>();
        DatabaseExtensions.Configure(options, NpgsqlDataSource.Create("Host=localhost;Database=topicsdb"));
        return new(options.Options);
    }
}
