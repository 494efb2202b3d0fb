using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Advice;

internal sealed class AdviceReportConfiguration : IEntityTypeConfiguration<AdviceReport>
{
    public void Configure(EntityTypeBuilder<AdviceReport> builder)
    {
        builder.ToTable("advice_reports");
        builder.Property(a => a.Content).IsJson();
        builder.Property(a => a.Decisions).IsJson();
        builder.Property(a => a.ContentHash).HasMaxLength(64);
        builder.HasIndex(a => a.TopicId).IsUnique();
        builder.HasIndex(a => new { a.District, a.Number }).IsUnique();
        builder.HasOne<Topic>().WithMany().HasForeignKey(a => a.TopicId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(a => a.Versions).WithOne().HasForeignKey(v => v.AdviceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(a => a.Suggestions).WithOne().HasForeignKey(s => s.AdviceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdviceVersionConfiguration : IEntityTypeConfiguration<AdviceVersion>
{
    public void Configure(EntityTypeBuilder<AdviceVersion> builder)
    {
        builder.ToTable("advice_versions");
        builder.HasKey(v => new { v.AdviceId, v.Number });
        builder.Property(v => v.Content).IsJson();
        builder.Property(v => v.ContentHash).HasMaxLength(64);
    }
}

internal sealed class AdviceSuggestionConfiguration : IEntityTypeConfiguration<AdviceSuggestion>
{
    public void Configure(EntityTypeBuilder<AdviceSuggestion> builder)
    {
        builder.ToTable("advice_suggestions");
        builder.HasIndex(s => new { s.AdviceId, s.Number }).IsUnique();
        builder.HasIndex(s => new { s.District, s.Adoption });
    }
}
