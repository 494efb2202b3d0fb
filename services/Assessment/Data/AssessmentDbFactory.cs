using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;
using Supervision.Persistence;

namespace Supervision.Assessment.Data;

/// <summary>For the migration tools only, which need the model and no database.</summary>
internal sealed class AssessmentDbFactory : IDesignTimeDbContextFactory<AssessmentDb>
{
    public AssessmentDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AssessmentDb>();
        DatabaseExtensions.Configure(options, NpgsqlDataSource.Create("Host=localhost;Database=assessmentdb"));
        return new(options.Options);
    }
}
