using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Duties;

internal sealed class DutyItemConfiguration : IEntityTypeConfiguration<DutyItem>
{
    public void Configure(EntityTypeBuilder<DutyItem> builder)
    {
        builder.ToTable("duty_items");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.District).HasMaxLength(6);
        builder.Property(d => d.OwnerBody).HasMaxLength(20);
        builder.Property(d => d.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(d => d.Progress).IsJson();
        builder.Property(d => d.Version).IsRowVersion();
        builder.Ignore(d => d.IsFinished).Ignore(d => d.Percent);
        builder.HasIndex(d => new { d.TopicId, d.Number }).IsUnique();
        builder.HasIndex(d => new { d.District, d.Owner, d.Due });
        builder.HasIndex(d => new { d.District, d.DueOn }).IncludeProperties(d => new { d.Status, d.Due, d.FinishedAt }); // all the figures need
        builder.HasIndex(d => new { d.District, d.Due }).HasFilter("status in ('Open', 'Underway')");
        builder.HasOne<Topic>().WithMany().HasForeignKey(d => d.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}
