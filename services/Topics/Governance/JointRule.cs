using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Topics.Governance;

/// <summary>
/// One version of a document by which the bodies work together (实施意见 and the like, R3); never changed, only superseded by the next.
/// </summary>
public sealed class JointRule
{
    /// <summary>Id of the document, the same for all its versions.</summary>
    public required Guid Id { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    public required string District { get; init; }

    public required string Title { get; init; }

    /// <summary>Number it was issued under.</summary>
    public required string? Number { get; init; }

    public required string Text { get; init; }

    public required DateOnly Effective { get; init; }

    public required Guid By { get; init; }

    public required string ByBody { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class JointRuleConfiguration : IEntityTypeConfiguration<JointRule>
{
    public void Configure(EntityTypeBuilder<JointRule> builder)
    {
        builder.ToTable("joint_rules");
        builder.HasKey(r => new { r.Id, r.Version });
        builder.HasIndex(r => new { r.District, r.Id });
    }
}
