using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Topics.Terms;

/// <summary>What aspect of a topic a term describes.</summary>
public enum TermKind
{
    /// <summary>领域</summary>
    Field,

    /// <summary>Strategy tag.</summary>
    Tag,

    /// <summary>Class of a topic; implementation plan templates are kept per class.</summary>
    TopicClass,

    /// <summary>Kind of an activity (R8).</summary>
    ActivityKind,
}

/// <summary>A district's own term, in addition to the common ones (R2).</summary>
internal sealed class Term
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required TermKind Kind { get; init; }

    public required string Code { get; init; }

    public required string Chinese { get; set; }

    public required string English { get; set; }

    /// <summary>False: existing uses stay, but it cannot be assigned any more.</summary>
    public required bool Active { get; set; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public uint Version { get; init; }
}

internal sealed class TermConfiguration : IEntityTypeConfiguration<Term>
{
    public void Configure(EntityTypeBuilder<Term> builder)
    {
        builder.ToTable("terms");
        builder.Property(t => t.Code).HasMaxLength(40);
        builder.HasIndex(t => new { t.District, t.Kind, t.Code }).IsUnique();
    }
}
