using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Supervision.Persistence;

namespace Supervision.Gateway.Data;

/// <summary>For the migration tools, which need the model but no database.</summary>
internal sealed class GatewayDbFactory : IDesignTimeDbContextFactory<GatewayDb>
{
    public GatewayDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<GatewayDb>();
        DatabaseExtensions.Configure(options, NpgsqlDataSource.Create("Host=localhost;Database=gatewaydb"));
        return new GatewayDb(options.Options);
    }
}
