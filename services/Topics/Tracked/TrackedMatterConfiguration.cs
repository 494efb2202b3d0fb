using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;
using Supervision.Topics.Advice;
using Supervision.Topics.Proposals;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tracked;

internal sealed class TrackedMatterConfiguration : IEntityTypeConfiguration<TrackedMatter>
{
    public void Configure(EntityTypeBuilder<TrackedMatter> builder)
    {
        builder.ToTable("tracked_matters");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.District).HasMaxLength(6);
        builder.Property(t => t.Kind).HasConversion<string>().HasMaxLength(20);
        builder.Property(t => t.Status).HasConversion<string>().HasMaxLength(20);
        builder.Property(t => t.Handling).HasConversion<string>().HasMaxLength(20);
        builder.Property(t => t.Notes).IsJson();
        builder.Property(t => t.Version).IsRowVersion();
        builder.HasIndex(t => new { t.District, t.Id });
        builder.HasOne<Topic>().WithMany().HasForeignKey(t => t.TopicId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Proposal>().WithMany().HasForeignKey(t => t.ProposalId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AdviceSuggestion>().WithMany().HasForeignKey(t => t.SuggestionId).OnDelete(DeleteBehavior.Restrict);
    }
}
