using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.ClueTransfers.Approval;

/// <summary>
/// An absent approver lets a colleague decide for a given time (R25). The colleague must be an approver too: a delegation gives the
/// right to decide, it never lets more people read clues.
/// </summary>
public sealed class Delegation
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    /// <summary>The absent approver.</summary>
    public required Guid From { get; init; }

    public required string FromName { get; init; }

    /// <summary>The approver's roles that are delegated.</summary>
    public required string[] Roles { get; init; }

    /// <summary>Who decides meanwhile.</summary>
    public required Guid To { get; init; }

    public required string ToName { get; init; }

    /// <summary>First instant at which it holds, UTC.</summary>
    public required DateTimeOffset Starts { get; init; }

    /// <summary>First instant at which it no longer holds, UTC.</summary>
    public required DateTimeOffset Ends { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public bool Holds(DateTimeOffset now) => Starts <= now && now < Ends;
}

internal sealed class DelegationConfiguration : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.ToTable("delegations");
        builder.Property(d => d.From).HasColumnName("from_user");
        builder.Property(d => d.To).HasColumnName("to_user");
        builder.HasIndex(d => new { d.District, d.To, d.Ends });
    }
}
