using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;

namespace Supervision.Assessment.Forms;

internal sealed class FeedbackFormConfiguration : IEntityTypeConfiguration<FeedbackForm>
{
    public void Configure(EntityTypeBuilder<FeedbackForm> builder)
    {
        builder.ToTable("feedback_forms");
        builder.Property(f => f.Unit).HasMaxLength(40);
        builder.Property(f => f.Content).IsJson();
        builder.Property(f => f.Decisions).IsJson();
        builder.Property(f => f.ContentHash).HasMaxLength(64);
        builder.Ignore(f => f.IsAgreed);
        builder.HasIndex(f => new { f.District, f.Number }).IsUnique();
        builder.HasIndex(f => new { f.District, f.Reference }).IsUnique();
        builder.HasIndex(f => new { f.District, f.DraftedAt, f.Id });
        builder.HasIndex(f => new { f.District, f.Status, f.DraftedAt, f.Id });
        builder.HasIndex(f => new { f.District, f.Unit, f.DraftedAt });
        builder.HasIndex(f => f.TopicId);
        builder.HasMany(f => f.Versions).WithOne().HasForeignKey(v => v.FormId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(f => f.Items).WithOne().HasForeignKey(i => i.FormId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FormVersionConfiguration : IEntityTypeConfiguration<FormVersion>
{
    public void Configure(EntityTypeBuilder<FormVersion> builder)
    {
        builder.ToTable("form_versions");
        builder.HasKey(v => new { v.FormId, v.Number });
        builder.Property(v => v.Content).IsJson();
        builder.Property(v => v.ContentHash).HasMaxLength(64);
    }
}

internal sealed class FormItemConfiguration : IEntityTypeConfiguration<FormItem>
{
    public void Configure(EntityTypeBuilder<FormItem> builder)
    {
        builder.ToTable("form_items");
        builder.Property(i => i.Unit).HasMaxLength(40);
        builder.Ignore(i => i.IsAwaited);
        builder.HasIndex(i => new { i.FormId, i.Number }).IsUnique();
        builder.HasIndex(i => new { i.District, i.IssuedAt, i.Id });
        builder.HasIndex(i => new { i.District, i.Unit, i.IssuedAt });
        builder.HasIndex(i => i.SourceId);
    }
}
