using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Assessment.Forms;

namespace Supervision.Assessment.Sources;

public enum SourceKind
{
    /// <summary>A finding (监督发现) that continues as a rectification (R19).</summary>
    Finding,

    /// <summary>A suggestion of an issued advice report (R9).</summary>
    Suggestion,
}

/// <summary>Source of items of feedback forms: a matter another service handed over, in its original wording.</summary>
public sealed class FormSource
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required SourceKind Kind { get; init; }

    /// <summary>Its name in agendas and lists: the finding's reference, or the report's number with the suggestion's.</summary>
    public required string Reference { get; set; }

    public required Guid? TopicId { get; set; }

    public required string? Field { get; set; }

    /// <summary>Codes of the units concerned or, for a suggestion, their name in the report.</summary>
    public required string[] Units { get; set; }

    public required Severity Severity { get; set; }

    public required string Heading { get; set; }

    public required string Description { get; set; }

    /// <summary>False once the finding was disposed of otherwise.</summary>
    public required bool Standing { get; set; }

    /// <summary>Version of the handover this copy shows.</summary>
    public required long HandedVersion { get; set; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Version of its outcome as published to its own service.</summary>
    public long Told { get; set; }
}

/// <summary>A source's use in a unit's form: once per unit, so that no unit answers for the same matter twice.</summary>
public sealed class SourceUse
{
    public required Guid SourceId { get; init; }

    public required string Unit { get; init; }

    public required Guid FormId { get; init; }

    public required string District { get; init; }
}

internal sealed class FormSourceConfiguration : IEntityTypeConfiguration<FormSource>
{
    public void Configure(EntityTypeBuilder<FormSource> builder)
    {
        builder.ToTable("form_sources");
        builder.HasIndex(s => new { s.District, s.At, s.Id });
    }
}

internal sealed class SourceUseConfiguration : IEntityTypeConfiguration<SourceUse>
{
    public void Configure(EntityTypeBuilder<SourceUse> builder)
    {
        builder.ToTable("source_uses");
        builder.HasKey(u => new { u.SourceId, u.Unit });
        builder.Property(u => u.Unit).HasMaxLength(40);
        builder.HasIndex(u => u.FormId);
        builder.HasOne<FormSource>().WithMany().HasForeignKey(u => u.SourceId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Only those who draft and agree read handed-over matters; nobody else does before they are in an issued form.</summary>
internal static class SourceSecurity
{
    public const string Declaration = """
        create policy platform on form_sources using (app_serves(district)) with check (app_serves(district));
        create policy read on form_sources for select using (district = (select app_district()) and (select app_is_joint()));

        -- That a finding's service is told once more of its fate is all that anybody changes here, also the unit, which does not read it.
        create or replace function tell_sources(ids uuid[]) returns table (id uuid, told bigint)
            language sql security definer set search_path = public, pg_temp as $$
            update form_sources s set told = s.told + 1 where s.id = any (ids) and s.kind = 'Finding' and s.district = app_district() returning s.id, s.told $$;

        create policy platform on source_uses for select using (app_serves(district));
        create policy read on source_uses for select using (district = (select app_district()) and (select app_is_joint()));
        create policy take on source_uses for insert with check (
            district = app_district() and app_keeps() and exists (select from feedback_forms f where f.id = form_id and f.status = 'Draft'));
        create policy leave on source_uses for delete using (
            district = (select app_district()) and (select app_keeps()) and exists (select from feedback_forms f where f.id = form_id and f.status = 'Draft'));
        """;
}
