using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Activities;

internal sealed class ActivityConfiguration : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> builder)
    {
        builder.ToTable("activities");
        builder.Property(a => a.Kind).HasMaxLength(40);
        builder.Property(a => a.AttendanceCode).HasMaxLength(6);
        builder.HasIndex(a => new { a.District, a.Starts });
        builder.HasIndex(a => a.TopicId);
        builder.HasOne<Topic>().WithMany().HasForeignKey(a => a.TopicId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ActivitySeats>().WithOne().HasForeignKey<ActivitySeats>(s => s.ActivityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ActivityInvitationConfiguration : IEntityTypeConfiguration<ActivityInvitation>
{
    public void Configure(EntityTypeBuilder<ActivityInvitation> builder)
    {
        builder.ToTable("activity_invitations");
        builder.HasKey(i => new { i.ActivityId, i.UserId });
        builder.HasIndex(i => new { i.District, i.UserId });
        builder.HasOne<Activity>().WithMany().HasForeignKey(i => i.ActivityId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ActivitySeatsConfiguration : IEntityTypeConfiguration<ActivitySeats>
{
    public void Configure(EntityTypeBuilder<ActivitySeats> builder)
    {
        builder.ToTable("activity_seats");
        builder.HasKey(s => s.ActivityId);
        builder.Ignore(s => s.Free);
    }
}

internal sealed class ActivityRegistrationConfiguration : IEntityTypeConfiguration<ActivityRegistration>
{
    public void Configure(EntityTypeBuilder<ActivityRegistration> builder)
    {
        builder.ToTable("activity_registrations");
        builder.Property(r => r.Name).HasMaxLength(100);
        builder.Property(r => r.Phone).HasMaxLength(20);
        builder.Property(r => r.ReceiptHash).HasMaxLength(64);
        builder.HasIndex(r => new { r.ActivityId, r.Number }).IsUnique();
        builder.HasIndex(r => r.ReceiptHash).IsUnique();
        builder.HasIndex(r => new { r.ActivityId, r.Phone }, "ix_activity_registrations_once").IsUnique().HasFilter("status <> 'Withdrawn'");
        builder.HasOne<Activity>().WithMany().HasForeignKey(r => r.ActivityId).OnDelete(DeleteBehavior.Restrict);
    }
}
