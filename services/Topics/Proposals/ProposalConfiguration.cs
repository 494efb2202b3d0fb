using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Proposals;

internal sealed class ProposalConfiguration : IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<Proposal> builder)
    {
        builder.ToTable("proposals");
        builder.Property(p => p.Reference).HasMaxLength(20);
        builder.Property(p => p.Field).HasMaxLength(40);
        builder.Property(p => p.Proposers).IsJson();
        builder.HasIndex(p => new { p.District, p.Reference }).IsUnique();
        builder.HasIndex(p => new { p.District, p.Id });
        builder.HasIndex(p => new { p.District, p.Year });
        builder.HasIndex(p => new { p.District, p.Status, p.Id });
        builder.HasIndex(p => new { p.District, p.Title, p.Id });
        builder.Property(p => p.ImportKey).HasMaxLength(64);
        builder.HasIndex(p => p.TopicId);
        builder.HasIndex(p => p.ReceiptHash).IsUnique();
        builder.HasIndex(p => new { p.District, p.ImportKey }).IsUnique();
        builder.HasOne<Proposal>().WithMany().HasForeignKey(p => p.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Topic>().WithMany().HasForeignKey(p => p.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}
