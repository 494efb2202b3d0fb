using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Supervision.Persistence;

namespace Supervision.Supervisors.Data;

/// <summary>For the migration tools only, which need the model and no database.</summary>
internal sealed class SupervisorsDbFactory : IDesignTimeDbContextFactory<SupervisorsDb>
{
    public SupervisorsDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SupervisorsDb>();
        DatabaseExtensions.Configure(options, NpgsqlDataSource.Create("Host=localhost;Database=supervisorsdb"));
        return new(options.Options);
    }
}
