using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Meetings;

internal sealed class MeetingConfiguration : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("meetings");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.District).HasMaxLength(6);
        builder.Property(m => m.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(m => m.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(m => m.Guests).IsJson();
        builder.Property(m => m.IssuedMinutes).IsJson();
        builder.Property(m => m.Version).IsRowVersion();
        builder.Ignore(m => m.Rule).Ignore(m => m.IsAhead).Ignore(m => m.Matters).Ignore(m => m.InvitedBodies);
        builder.HasIndex(m => new { m.District, m.Starts });
        builder.HasIndex(m => new { m.District, m.Kind, m.Month });
        // The series plans each month once, across all copies of the service.
        builder.HasIndex(m => new { m.District, m.SeriesMonth }).IsUnique();
        builder.HasIndex(m => m.TopicId);
        builder.HasMany(m => m.Agenda).WithOne().HasForeignKey(i => i.MeetingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(m => m.Invitations).WithOne().HasForeignKey(i => i.MeetingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Topic>().WithMany().HasForeignKey(m => m.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}
