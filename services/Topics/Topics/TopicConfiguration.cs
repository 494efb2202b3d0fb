using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Topics.Topics;

internal sealed class TopicConfiguration : IEntityTypeConfiguration<Topic>
{
    public void Configure(EntityTypeBuilder<Topic> builder)
    {
        builder.ToTable("topics");
        builder.Property(t => t.Reference).HasMaxLength(20);
        builder.Property(t => t.Field).HasMaxLength(40);
        builder.Property(t => t.Class).HasMaxLength(40);
        builder.HasIndex(t => new { t.District, t.Reference }).IsUnique();
        builder.HasIndex(t => new { t.District, t.Id });
        builder.HasIndex(t => new { t.District, t.Status, t.Id });
        builder.HasIndex(t => new { t.District, t.StatusSince, t.Id });
        builder.HasIndex(t => new { t.District, t.Title, t.Id });
        builder.HasIndex(t => new { t.District, t.Year, t.Status, t.Field, t.Class }).IncludeProperties(t => t.SelectedAt); // all the figures need
        builder.HasMany(t => t.History).WithOne().HasForeignKey(e => e.TopicId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(t => t.Reviews).WithOne().HasForeignKey(r => r.TopicId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Topic>().WithMany().HasForeignKey(t => t.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
    }
}
