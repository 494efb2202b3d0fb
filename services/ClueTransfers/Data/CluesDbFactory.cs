using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Data;

/// <summary>For the migration tools only, which need the model but no database.</summary>
internal sealed class CluesDbFactory : IDesignTimeDbContextFactory<CluesDb>
{
    public CluesDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<CluesDb>();
        DatabaseExtensions.Configure(options, NpgsqlDataSource.Create("Host=localhost;Database=cluesdb"));
        return new(options.Options);
    }
}
