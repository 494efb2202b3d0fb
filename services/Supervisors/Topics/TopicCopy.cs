using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Supervisors.Topics;

/// <summary>This service's copy of a topic, kept by the Topics service's events; without its content.</summary>
internal sealed class TopicCopy
{
    /// <summary>Stages at which a topic has a team, by their names in events.</summary>
    public static readonly IReadOnlyList<string> UnderWay = ["selected", "deliberating", "supervising", "concluding"];

    /// <summary>Stages in which there is nothing to supervise any more.</summary>
    public static readonly IReadOnlyList<string> Over = ["closed", "rejected", "merged"];

    public required Guid Id { get; init; }

    public required string District { get; init; }

    /// <summary>For example <c>T2026-0003</c>.</summary>
    public required string Reference { get; init; }

    public required string Stage { get; set; }

    /// <summary>When it came to this stage.</summary>
    public required DateTimeOffset At { get; set; }
}

internal sealed class TopicCopyConfiguration : IEntityTypeConfiguration<TopicCopy>
{
    public void Configure(EntityTypeBuilder<TopicCopy> builder)
    {
        builder.ToTable("topics");
        builder.Property(t => t.Reference).HasMaxLength(20);
        builder.Property(t => t.Stage).HasMaxLength(20);
        builder.HasIndex(t => t.District);
    }
}

internal static class TopicSecurity
{
    /// <summary>References and stages reveal nothing about a topic; those of both bodies who supervise may read them.</summary>
    public const string Declaration = """
        create policy platform on topics using (app_serves(district)) with check (app_serves(district));
        create policy read on topics for select using (
            district = (select app_district()) and ((select app_is_joint()) or (select app_takes_part())));
        """;
}
