using Microsoft.EntityFrameworkCore;
using Supervision.Collaboration;
using Supervision.Files;
using Supervision.Messaging;
using Supervision.Persistence;

namespace Supervision.Assessment.Data;

/// <summary>The service's database. Each folder configures its own tables (<see cref="IEntityTypeConfiguration{TEntity}"/>).</summary>
internal sealed class AssessmentDb(DbContextOptions<AssessmentDb> options) : DbContext(options)
{
    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<Person> People => Set<Person>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.AddPlatformConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AssessmentDb).Assembly);
        modelBuilder.AddMessaging();
        modelBuilder.AddIdempotency();
        modelBuilder.AddNumberSeries();
        modelBuilder.AddStoredFiles();
        modelBuilder.AddPeople();
    }
}
