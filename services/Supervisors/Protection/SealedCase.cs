using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Supervisors.Protection;

/// <summary>A protection case as stored in the database.</summary>
public sealed class SealedCase
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    /// <summary>Marks of the reporter and the handler, who may see it besides the commission's leaders.</summary>
    public required string[] Marks { get; set; }

    public required byte[] Content { get; set; }

    public uint Version { get; init; }
}

internal sealed class SealedCaseConfiguration : IEntityTypeConfiguration<SealedCase>
{
    public void Configure(EntityTypeBuilder<SealedCase> builder)
    {
        builder.ToTable("sealed_cases");
        builder.HasIndex(c => new { c.District, c.Id });
    }
}
