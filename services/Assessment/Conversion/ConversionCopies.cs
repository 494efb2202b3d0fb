using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Assessment.Conversion;

/// <summary>
/// A finding that continues as a rectification. One that continues as a clue leaves only its id and version here: unit, field and severity would
/// point to the clue.
/// </summary>
internal sealed class FindingCopy
{
    public required Guid FindingId { get; init; }

    public required string District { get; init; }

    /// <summary>Whether it currently is a rectification.</summary>
    public required bool Counts { get; init; }

    public string? Field { get; init; }

    public required string[] Units { get; init; }

    public string? Severity { get; init; }

    public required DateTimeOffset ReferredAt { get; init; }

    public required long Version { get; init; }
}

/// <summary>Outcome of a finding as a rectification.</summary>
internal sealed class FindingFate
{
    public required Guid FindingId { get; init; }

    public required string District { get; init; }

    /// <summary>Status of the form's item, in camel case.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long Version { get; init; }
}

/// <summary>A suggestion of an issued report, and its adoption.</summary>
internal sealed class SuggestionCopy
{
    public required Guid SuggestionId { get; init; }

    public required string District { get; init; }

    /// <summary>As in the report; null until it was handed over.</summary>
    public string? Unit { get; init; }

    /// <summary>The topic's field; null also if the report was issued before events carried it.</summary>
    public string? Field { get; init; }

    public DateTimeOffset? HandedOverAt { get; init; }

    /// <summary>The latest answer.</summary>
    public string? Adoption { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>When a clue first reached each state. Holds neither its reference nor any of its content.</summary>
internal sealed class ClueCopy
{
    public required Guid ClueId { get; init; }

    public required string District { get; init; }

    public DateTimeOffset? TransferredAt { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? DeclinedAt { get; init; }

    public DateTimeOffset? DisposedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateTimeOffset? OverdueAt { get; init; }
}

internal sealed class ConversionConfiguration :
    IEntityTypeConfiguration<FindingCopy>, IEntityTypeConfiguration<FindingFate>, IEntityTypeConfiguration<SuggestionCopy>,
    IEntityTypeConfiguration<ClueCopy>
{
    public void Configure(EntityTypeBuilder<FindingCopy> builder)
    {
        builder.ToTable("conversion_findings");
        builder.HasKey(f => f.FindingId);
        builder.HasIndex(f => new { f.District, f.ReferredAt });
    }

    public void Configure(EntityTypeBuilder<FindingFate> builder)
    {
        builder.ToTable("conversion_fates");
        builder.HasKey(f => f.FindingId);
    }

    public void Configure(EntityTypeBuilder<SuggestionCopy> builder)
    {
        builder.ToTable("conversion_suggestions");
        builder.HasKey(s => s.SuggestionId);
        builder.HasIndex(s => new { s.District, s.HandedOverAt });
    }

    public void Configure(EntityTypeBuilder<ClueCopy> builder)
    {
        builder.ToTable("conversion_clues");
        builder.HasKey(c => c.ClueId);
        builder.HasIndex(c => new { c.District, c.TransferredAt });
    }
}
