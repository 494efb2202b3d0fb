using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Submissions;

internal sealed class SubmissionConfiguration : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("submissions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.District).HasMaxLength(6);
        builder.Property(s => s.Reference).HasMaxLength(20);
        builder.Property(s => s.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(s => s.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(s => s.Adoption).HasConversion<string>().HasMaxLength(20);
        builder.Property(s => s.Version).IsRowVersion();
        builder.Ignore(s => s.IsEditable);
        builder.HasIndex(s => new { s.District, s.Reference }).IsUnique();
        builder.HasIndex(s => new { s.District, s.Id });
        builder.HasIndex(s => s.Author);
        builder.HasOne<Topic>().WithMany().HasForeignKey(s => s.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}
