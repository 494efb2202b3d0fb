using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Disposal;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Clues;

internal sealed class ClueConfiguration : IEntityTypeConfiguration<Clue>
{
    public void Configure(EntityTypeBuilder<Clue> builder)
    {
        builder.ToTable("clues");
        builder.Property(c => c.Reference).HasMaxLength(20);
        builder.Property(c => c.Field).HasMaxLength(40);
        builder.Property(c => c.Units).IsJson();
        builder.Property(c => c.Persons).IsJson();
        builder.Property(c => c.Chain).IsJson();
        builder.Property(c => c.ReceiptDeadline).IsJson();
        builder.Property(c => c.DisposalDeadline).IsJson();
        builder.Property(c => c.FindingHash).HasMaxLength(64);
        builder.Ignore(c => c.Content).Ignore(c => c.IsEditable).Ignore(c => c.IsSupplementable).Ignore(c => c.IsAlive);
        builder.HasIndex(c => new { c.FindingId, c.FindingVersion }).HasFilter("finding_id is not null");
        builder.HasIndex(c => new { c.District, c.Reference }).IsUnique();
        builder.HasIndex(c => new { c.District, c.LetterNumber }).IsUnique();
        builder.HasIndex(c => new { c.District, c.Id });
        builder.HasIndex(c => new { c.District, c.Status, c.Id });
        builder.HasIndex(c => new { c.District, c.Title, c.Id });
        builder.HasIndex(c => new { c.District, c.ReceiptDue, c.Id });
        builder.HasIndex(c => c.DueCheck).HasFilter("due_check is not null");
        Relate(builder);
    }

    static void Relate(EntityTypeBuilder<Clue> builder)
    {
        builder.HasMany(c => c.History).WithOne().HasForeignKey(e => e.ClueId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Decisions).WithOne().HasForeignKey(d => d.ClueId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Supplements).WithOne().HasForeignKey(s => s.ClueId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Proposals).WithOne().HasForeignKey(p => p.ClueId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(c => c.Assignment).WithOne().HasForeignKey<Assignment>(a => a.ClueId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Clue>().WithMany().HasForeignKey(c => c.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<ClueRead>().WithOne().HasForeignKey(r => r.ClueId).OnDelete(DeleteBehavior.Restrict);
    }
}
