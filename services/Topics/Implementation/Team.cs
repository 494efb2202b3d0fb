using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;

namespace Supervision.Topics.Implementation;

/// <summary>This service's copy of a team (协同监督小组, R15), kept by <c>TeamFormed</c> and <c>TeamChanged</c>.</summary>
public sealed class Team
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required Guid TopicId { get; init; }

    public required string Name { get; set; }

    public required Guid Leader { get; set; }

    /// <summary>Supervisors and cadres of the commission, the leader included.</summary>
    public required Guid[] Members { get; set; }

    public required Guid CppccLeader { get; set; }

    public required Guid DisciplineLeader { get; set; }

    public required bool Active { get; set; }

    /// <summary>Version of the team this copy shows.</summary>
    public required long Version { get; set; }
}

/// <summary>This service's copy of an appointed supervisor (特邀监督员, R14).</summary>
public sealed class SupervisorCopy
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required Guid UserId { get; set; }

    /// <summary>Code of the sector (界别).</summary>
    public required string Sector { get; set; }

    public required DateOnly From { get; set; }

    public required DateOnly Until { get; set; }

    /// <summary>One of <see cref="SupervisorStandings"/>.</summary>
    public required string Standing { get; set; }

    public required long Version { get; set; }
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("teams");
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.HasIndex(t => new { t.District, t.TopicId });
    }
}

internal sealed class SupervisorCopyConfiguration : IEntityTypeConfiguration<SupervisorCopy>
{
    public void Configure(EntityTypeBuilder<SupervisorCopy> builder)
    {
        builder.ToTable("supervisors");
        builder.Property(s => s.Sector).HasMaxLength(40);
        builder.Property(s => s.Standing).HasMaxLength(20);
        builder.Property(s => s.From).HasColumnName("from_day");
        builder.HasIndex(s => new { s.District, s.UserId });
    }
}
