using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Submissions;

internal sealed class SubmissionConfiguration : IEntityTypeConfiguration<Submission>
{
    public void Configure(EntityTypeBuilder<Submission> builder)
    {
        builder.ToTable("submissions");
        builder.Property(s => s.Reference).HasMaxLength(20);
        builder.Ignore(s => s.IsEditable);
        builder.HasIndex(s => new { s.District, s.Reference }).IsUnique();
        builder.HasIndex(s => new { s.District, s.Id });
        builder.HasIndex(s => s.Author);
        builder.HasOne<Topic>().WithMany().HasForeignKey(s => s.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}
