using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Topics.Topics;

/// <summary>Remarks of a leader of party or government on a topic (报送审阅, R1).</summary>
public sealed class TopicReview
{
    public required Guid Id { get; init; }

    public required Guid TopicId { get; init; }

    public required string District { get; init; }

    /// <summary>Who reviewed: a reviewer in person, or the leader named by the office that records remarks given on paper.</summary>
    public required string Leader { get; init; }

    public required string Remarks { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class TopicReviewConfiguration : IEntityTypeConfiguration<TopicReview>
{
    public void Configure(EntityTypeBuilder<TopicReview> builder)
    {
        builder.ToTable("topic_reviews");
        builder.Property(r => r.Leader).HasMaxLength(100);
        builder.HasIndex(r => new { r.TopicId, r.Id });
    }
}

internal static class TopicReviewSchema
{
    /// <summary>Remarks are for those who run the loop and for the reviewers themselves.</summary>
    public const string Declaration = """
        create policy platform on topic_reviews for select using (app_serves(district));
        create policy read on topic_reviews for select using (
            district = (select app_district()) and ((select app_is_joint()) or ((select app_body()) = 'party' and (select app_is('reviewer'))))
            and exists (select from topics t where t.id = topic_id));
        create policy review on topic_reviews for insert with check (
            district = app_district() and by = app_user()
            and ((app_body() = 'party' and app_is('reviewer')) or (app_body() = 'cppcc' and app_is('office')))
            and exists (select from topics t where t.id = topic_id and t.review_asked_at is not null));
        """;
}
