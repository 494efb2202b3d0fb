using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.ClueTransfers.Disposal;

/// <summary>The handler of a matter, stored apart from the clue because only the commission may know.</summary>
public sealed class Assignment
{
    public required Guid ClueId { get; init; }

    public required string District { get; init; }

    public required Guid Handler { get; init; }

    public required string HandlerName { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.ToTable("assignments");
        builder.HasKey(a => a.ClueId);
        builder.HasIndex(a => a.Handler);
    }
}
