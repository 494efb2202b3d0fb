using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;
using Supervision.Supervisors.Visits;

namespace Supervision.Supervisors.Findings;

internal sealed class FindingConfiguration : IEntityTypeConfiguration<Finding>
{
    public void Configure(EntityTypeBuilder<Finding> builder)
    {
        builder.ToTable("findings");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.District).HasMaxLength(6);
        builder.Property(f => f.Reference).HasMaxLength(40);
        builder.Property(f => f.Severity).HasConversion<string>().HasMaxLength(20);
        builder.Property(f => f.Disposition).HasConversion<string>().HasMaxLength(20);
        builder.Property(f => f.Field).HasMaxLength(40);
        builder.Property(f => f.Dispositions).IsJson();
        builder.Property(f => f.MatterReference).HasMaxLength(60);
        builder.Property(f => f.MatterStatus).HasMaxLength(40);
        builder.Property(f => f.Version).IsRowVersion();
        builder.Ignore(f => f.IsReferred);
        builder.HasIndex(f => new { f.District, f.Reference }).IsUnique();
        builder.HasIndex(f => new { f.District, f.FoundAt, f.Id });
        builder.HasIndex(f => new { f.District, f.Disposition, f.FoundAt, f.Id });
        builder.HasIndex(f => f.VisitId);
        builder.HasIndex(f => new { f.FoundBy, f.FoundAt });
        builder.HasIndex(f => f.Units).HasMethod("gin");
        builder.HasIndex(f => f.Readers).HasMethod("gin");
        builder.HasOne<Visit>().WithMany().HasForeignKey(f => f.VisitId).OnDelete(DeleteBehavior.Restrict);
    }
}
