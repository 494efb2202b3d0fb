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
        builder.Property(t => t.Notes).IsJson();
        builder.HasIndex(t => new { t.District, t.Id });
        builder.HasOne<Topic>().WithMany().HasForeignKey(t => t.TopicId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Proposal>().WithMany().HasForeignKey(t => t.ProposalId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AdviceSuggestion>().WithMany().HasForeignKey(t => t.SuggestionId).OnDelete(DeleteBehavior.Restrict);
    }
}
