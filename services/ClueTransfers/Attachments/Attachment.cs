using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Handshake;
using Supervision.Files;

namespace Supervision.ClueTransfers.Attachments;

/// <summary>An evidence file of a clue (R24), or of a supplement to it (R26). The file itself is in the <see cref="ContentStore"/>.</summary>
internal sealed class Attachment : IStoredFile
{
    /// <summary>Maximum number of files of one clue.</summary>
    public const int MostPerClue = 50;

    public required Guid Id { get; init; }

    public required Guid ClueId { get; init; }

    public required string District { get; init; }

    /// <summary>The name its sender gave it, without any path.</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Added after the transfer and not yet part of a supplement: visible to the CPPCC only until then.</summary>
    public required bool IsStaged { get; set; }

    /// <summary>The supplement it belongs to, for a file added after the transfer.</summary>
    public Guid? SupplementId { get; set; }

    public required Guid By { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.Property(a => a.Name).HasMaxLength(FileNames.MaxLength);
        builder.Property(a => a.MediaType).HasMaxLength(100);
        builder.HasIndex(a => new { a.ClueId, a.Sha256 }).IsUnique();
        builder.HasIndex(a => new { a.District, a.Sha256 });
        builder.HasOne<Clue>().WithMany().HasForeignKey(a => a.ClueId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supplement>().WithMany().HasForeignKey(a => a.SupplementId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class AttachmentSchema
{
    /// <summary>
    /// Whoever may see a clue may see its files, because the policy uses the clue's own; staged files only the CPPCC. Only the CPPCC writes. The
    /// platform's own work reads them to find out which files on disk are still needed.
    /// </summary>
    public const string Declaration = """
        create policy platform on attachments for select using (app_serves(district));
        create policy read on attachments for select using (
            district = (select app_district()) and (not is_staged or (select app_body()) = 'cppcc')
            and exists (select from clues c where c.id = clue_id));
        create policy add on attachments for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('office', 'member', 'supervisor') and by = app_user()
            and supplement_id is null
            and exists (select from clues c where c.id = clue_id and is_staged = (c.transferred_at is not null)));
        create policy join_supplement on attachments for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office')) and is_staged)
            with check (district = app_district() and app_body() = 'cppcc' and app_is('office') and supplement_id is not null
                and exists (select from clues c where c.id = clue_id));
        create policy remove on attachments for delete using (
            district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office', 'member', 'supervisor'))
            and exists (select from clues c where c.id = clue_id and (is_staged or c.transferred_at is null)));
        """;
}
