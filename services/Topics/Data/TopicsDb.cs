using Microsoft.EntityFrameworkCore;
using Supervision.Collaboration;
using Supervision.Files;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Topics.Plans;
using Supervision.Topics.Proposals;
using Supervision.Topics.PublicCalls;
using Supervision.Topics.Terms;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Data;

/// <summary>The service's database. Each folder configures its own tables (<see cref="IEntityTypeConfiguration{TEntity}"/>).</summary>
internal sealed class TopicsDb(DbContextOptions<TopicsDb> options) : DbContext(options)
{
    public DbSet<Topic> Topics => Set<Topic>();

    public DbSet<TopicEvent> Events => Set<TopicEvent>();

    public DbSet<Proposal> Proposals => Set<Proposal>();

    public DbSet<PublicCall> Calls => Set<PublicCall>();

    public DbSet<AnnualPlan> Plans => Set<AnnualPlan>();

    public DbSet<Term> Terms => Set<Term>();

    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<Person> People => Set<Person>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.AddPlatformConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TopicsDb).Assembly);
        modelBuilder.AddMessaging();
        modelBuilder.AddIdempotency();
        modelBuilder.AddNumberSeries();
        modelBuilder.AddStoredFiles();
        modelBuilder.AddPeople();
        modelBuilder.AddCalendarCopies();
    }
}
