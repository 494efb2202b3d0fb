using Microsoft.EntityFrameworkCore;
using Supervision.Messaging;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.People;
using Supervision.Persistence;

namespace Supervision.Notifications.Data;

/// <summary>The service's database. Each folder configures its own tables (<see cref="IEntityTypeConfiguration{TEntity}"/>).</summary>
internal sealed class NotificationsDb(DbContextOptions<NotificationsDb> options) : DbContext(options)
{
    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<InboxCounter> Counters => Set<InboxCounter>();

    public DbSet<Person> People => Set<Person>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.AddPlatformConventions(lengths: false);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(NotificationsDb).Assembly);
        modelBuilder.AddMessaging();
        Collaboration.WorkingDays.AddWorkingDays(modelBuilder);
    }
}
