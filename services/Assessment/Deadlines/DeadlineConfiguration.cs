using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Assessment.Forms;
using Supervision.Persistence;

namespace Supervision.Assessment.Deadlines;

internal sealed class DistrictClockConfiguration : IEntityTypeConfiguration<DistrictClock>
{
    public void Configure(EntityTypeBuilder<DistrictClock> builder)
    {
        builder.ToTable("district_clocks");
        builder.HasKey(c => c.District);
        builder.Property(c => c.OwnDays).IsJson();
        builder.Property(c => c.Pauses).IsJson();
        builder.Ignore(c => c.Paused);
    }
}

internal sealed class ClockChangeConfiguration : IEntityTypeConfiguration<ClockChange>
{
    public void Configure(EntityTypeBuilder<ClockChange> builder)
    {
        builder.ToTable("clock_changes");
        builder.HasKey(c => new { c.District, c.ClockVersion });
    }
}

internal sealed class ReplyDeadlineConfiguration : IEntityTypeConfiguration<ReplyDeadline>
{
    public void Configure(EntityTypeBuilder<ReplyDeadline> builder)
    {
        builder.ToTable("reply_deadlines");
        builder.Property(d => d.Unit).HasMaxLength(40);
        builder.Property(d => d.Extensions).IsJson().HasDefaultValueSql("'[]'");
        builder.Ignore(d => d.LastDay);
        builder.HasIndex(d => d.FormId);
        builder.HasIndex(d => d.Due).HasFilter("open and not held and overdue_at is null");
        builder.HasIndex(d => new { d.District, d.ClockVersion }).HasFilter("open and overdue_at is null");
        builder.HasIndex(d => new { d.District, d.Unit }).HasFilter("open");
        builder.HasOne<FeedbackForm>().WithMany().HasForeignKey(d => d.FormId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(d => d.Count).WithOne().HasForeignKey<ReplyCount>(c => c.DeadlineId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(d => d.Events).WithOne().HasForeignKey(e => e.DeadlineId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReplyCountConfiguration : IEntityTypeConfiguration<ReplyCount>
{
    public void Configure(EntityTypeBuilder<ReplyCount> builder)
    {
        builder.ToTable("reply_counts");
        builder.HasKey(c => c.DeadlineId);
        builder.Property(c => c.Unit).HasMaxLength(40);
        builder.Property(c => c.Counted).IsJson();
        builder.HasIndex(c => c.DeadlineId).HasFilter("provisional").HasDatabaseName("ix_reply_counts_provisional");
    }
}

internal sealed class DeadlineEventConfiguration : IEntityTypeConfiguration<DeadlineEvent>
{
    public void Configure(EntityTypeBuilder<DeadlineEvent> builder)
    {
        builder.ToTable("deadline_events");
        builder.Property(e => e.Unit).HasMaxLength(40);
        builder.HasIndex(e => e.FormId);
    }
}

internal sealed class ExtensionConfiguration : IEntityTypeConfiguration<Extension>
{
    public void Configure(EntityTypeBuilder<Extension> builder)
    {
        builder.ToTable("extensions");
        builder.Property(e => e.Unit).HasMaxLength(40);
        builder.Property(e => e.Words).IsJson();
        builder.HasIndex(e => e.DeadlineId).IsUnique().HasFilter("status = 'Asked'");
        builder.HasIndex(e => e.FormId);
    }
}
