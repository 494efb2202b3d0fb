using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Files;
using Supervision.Persistence;

namespace Supervision.Supervisors.Visits;

internal sealed class VisitConfiguration : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> builder)
    {
        builder.ToTable("visits");
        builder.Property(v => v.Reference).HasMaxLength(20);
        builder.Property(v => v.Sites).IsJson();
        builder.Property(v => v.Matter).HasMaxLength(40);
        builder.Ignore(v => v.TakesEntries);
        builder.HasIndex(v => new { v.District, v.Reference }).IsUnique();
        builder.HasIndex(v => new { v.District, v.PlannedAt, v.Id });
        builder.HasIndex(v => new { v.District, v.StartedAt });
        builder.HasIndex(v => v.Readers).HasMethod("gin");
    }
}

internal sealed class FieldEntryConfiguration : IEntityTypeConfiguration<FieldEntry>
{
    public void Configure(EntityTypeBuilder<FieldEntry> builder)
    {
        builder.ToTable("field_entries");
        builder.HasKey(e => new { e.VisitId, e.Id });
        builder.Property(e => e.Content).IsJson();
        builder.Property(e => e.Hash).HasMaxLength(64);
        builder.HasIndex(e => e.FindingId).HasFilter("finding_id is not null");
        builder.HasOne<Visit>().WithMany().HasForeignKey(e => e.VisitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FieldFileConfiguration : IEntityTypeConfiguration<FieldFile>
{
    public void Configure(EntityTypeBuilder<FieldFile> builder)
    {
        builder.ToTable("field_files");
        builder.HasKey(f => new { f.VisitId, f.Sha256 });
        builder.Property(f => f.Name).HasMaxLength(FileNames.MaxLength);
        builder.Property(f => f.MediaType).HasMaxLength(100);
        builder.HasIndex(f => new { f.District, f.Sha256 });
        builder.HasOne<Visit>().WithMany().HasForeignKey(f => f.VisitId).OnDelete(DeleteBehavior.Restrict);
    }
}
