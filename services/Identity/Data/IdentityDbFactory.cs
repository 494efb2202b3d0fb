using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Supervision.Persistence;

namespace Supervision.Identity.Data;

/// <summary>For <c>dotnet ef migrations add</c>, which needs the model but no database.</summary>
internal sealed class IdentityDbFactory : IDesignTimeDbContextFactory<IdentityDb>
{
    public IdentityDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<IdentityDb>();
        DatabaseExtensions.Configure(options, NpgsqlDataSource.Create("Host=localhost"));
        return new IdentityDb(options.Options);
    }
}
