using Microsoft.EntityFrameworkCore;
using Supervision.Collaboration;
using Supervision.Messaging;
using Supervision.Persistence;

namespace Supervision.Supervisors.Data;

/// <summary>The service's database. Each folder configures its own tables (<see cref="IEntityTypeConfiguration{TEntity}"/>).</summary>
internal sealed class SupervisorsDb(DbContextOptions<SupervisorsDb> options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.AddPlatformConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(SupervisorsDb).Assembly);
        modelBuilder.AddMessaging();
        modelBuilder.AddIdempotency();
        modelBuilder.AddNumberSeries();
        modelBuilder.AddPeople();
    }
}
