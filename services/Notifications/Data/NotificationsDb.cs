using Microsoft.EntityFrameworkCore;
using Supervision.Messaging;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.People;

namespace Supervision.Notifications.Data;

internal sealed class NotificationsDb(DbContextOptions<NotificationsDb> options) : DbContext(options)
{
    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<InboxCounter> Counters => Set<InboxCounter>();

    public DbSet<Person> People => Set<Person>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.Entity<Notification>(notification =>
        {
            notification.ToTable("notifications");
            notification.HasKey(n => new { n.UserId, n.Position });
            notification.HasIndex(n => new { n.UserId, n.Id }).IsUnique();
            notification.HasIndex(n => new { n.UserId, n.Position }, "ix_notifications_unread").HasFilter("read_at is null");
            notification.HasIndex(n => n.ReadAt).HasFilter("read_at is not null");
            notification.Property(n => n.Arguments).HasColumnType("jsonb");
            notification.Property(n => n.Urgency).HasConversion<short>();
        });
        modelBuilder.Entity<InboxCounter>(counter =>
        {
            counter.ToTable("inbox_counters");
            counter.HasKey(c => c.UserId);
        });
        modelBuilder.Entity<Person>(person =>
        {
            person.ToTable("people");
            person.HasKey(p => p.UserId);
            person.HasIndex(p => new { p.District, p.Body });
        });
    }
}
