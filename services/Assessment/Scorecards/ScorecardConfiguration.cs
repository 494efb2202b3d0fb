using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;

namespace Supervision.Assessment.Scorecards;

internal sealed class IndicatorSchemeConfiguration : IEntityTypeConfiguration<IndicatorScheme>
{
    public void Configure(EntityTypeBuilder<IndicatorScheme> builder)
    {
        builder.ToTable("indicator_schemes");
        builder.Property(s => s.Indicators).IsJson();
        builder.Property(s => s.Decisions).IsJson();
        builder.Property(s => s.ContentHash).HasMaxLength(64);
        builder.HasIndex(s => new { s.District, s.Regime, s.Number }).IsUnique();
    }
}

internal sealed class ScorecardConfiguration : IEntityTypeConfiguration<Scorecard>
{
    public void Configure(EntityTypeBuilder<Scorecard> builder)
    {
        builder.ToTable("scorecards");
        builder.Property(s => s.Unit).HasMaxLength(40);
        builder.Property(s => s.Lines).IsJson();
        builder.Property(s => s.Decisions).IsJson();
        builder.Property(s => s.ContentHash).HasMaxLength(64);
        builder.Ignore(s => s.HasAccepted);
        builder.HasIndex(s => new { s.District, s.Year, s.Regime, s.Unit }).IsUnique();
        builder.HasOne<IndicatorScheme>().WithMany().HasForeignKey(s => s.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Computations).WithOne().HasForeignKey(c => c.ScorecardId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Responses).WithOne().HasForeignKey(r => r.ScorecardId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ScorecardComputationConfiguration : IEntityTypeConfiguration<ScorecardComputation>
{
    public void Configure(EntityTypeBuilder<ScorecardComputation> builder)
    {
        builder.ToTable("scorecard_computations");
        builder.HasKey(c => new { c.ScorecardId, c.Number });
        builder.Property(c => c.Unit).HasMaxLength(40);
        builder.Property(c => c.Content).IsJson();
        builder.Property(c => c.ContentHash).HasMaxLength(64);
    }
}

internal sealed class UnitResponseConfiguration : IEntityTypeConfiguration<UnitResponse>
{
    public void Configure(EntityTypeBuilder<UnitResponse> builder)
    {
        builder.ToTable("scorecard_responses");
        builder.Property(r => r.Unit).HasMaxLength(40);
        builder.Property(r => r.Items).IsJson();
        builder.Property(r => r.Voices).IsJson();
        builder.Ignore(r => r.IsOpen);
        builder.HasIndex(r => new { r.ScorecardId, r.Computation }).IsUnique();
    }
}
