using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.ClueTransfers.Access;

/// <summary>Which part of a clue was read.</summary>
public enum ReadPart
{
    Detail,
    Supplements,
    History,
    Decisions,
    Disposal,
    Letter,
    Attachment,
}

/// <summary>One reading of a clue (R32). Written before the content is sent, never changed.</summary>
public sealed class ClueRead
{
    public required Guid Id { get; init; }

    public required Guid ClueId { get; init; }

    public required string District { get; init; }

    public required Guid UserId { get; init; }

    public required string Name { get; init; }

    public required string Body { get; init; }

    public required ReadPart Part { get; init; }

    /// <summary>The file that was read; set for attachments only.</summary>
    public Guid? Item { get; init; }

    /// <summary>Client the caller used: the portal, a phone, a system.</summary>
    public required string Client { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class ClueReadConfiguration : IEntityTypeConfiguration<ClueRead>
{
    public void Configure(EntityTypeBuilder<ClueRead> builder)
    {
        builder.ToTable("clue_reads");
        builder.Property(r => r.Client).HasMaxLength(100);
        builder.HasIndex(r => new { r.ClueId, r.At });
    }
}
