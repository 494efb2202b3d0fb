using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Notifications.Inbox;

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("notifications");
        builder.HasKey(n => new { n.UserId, n.Position });
        builder.HasIndex(n => new { n.UserId, n.Id }).IsUnique();
        builder.HasIndex(n => new { n.UserId, n.Position }, "ix_notifications_unread").HasFilter("read_at is null");
        builder.HasIndex(n => n.ReadAt).HasFilter("read_at is not null");
        builder.Property(n => n.Arguments).HasColumnType("jsonb");
        builder.Property(n => n.Urgency).HasConversion<short>();
    }
}

internal sealed class InboxCounterConfiguration : IEntityTypeConfiguration<InboxCounter>
{
    public void Configure(EntityTypeBuilder<InboxCounter> builder)
    {
        builder.ToTable("inbox_counters");
        builder.HasKey(c => c.UserId);
    }
}
