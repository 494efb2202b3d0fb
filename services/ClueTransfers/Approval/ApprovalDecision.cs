using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.ClueTransfers.Approval;

public enum DecisionKind
{
    Approved,
    Returned,
    Rejected,
}

/// <summary>By what right somebody decides at a level: as a holder of its role, or on behalf of an absent approver.</summary>
public sealed record ApprovalAuthority(Guid? OnBehalfOf = null, string? OnBehalfOfName = null);

/// <summary>The decision of a level, with the content it was made on; never changed (R25).</summary>
public sealed class ApprovalDecision
{
    public required Guid Id { get; init; }

    public required Guid ClueId { get; init; }

    public required string District { get; init; }

    /// <summary>Which submission it belongs to, from 1.</summary>
    public required int Round { get; init; }

    public required int Level { get; init; }

    public required string Role { get; init; }

    public required string Label { get; init; }

    public required DecisionKind Kind { get; init; }

    public required string? Comment { get; init; }

    /// <summary>SHA-256 of the content that was decided on, lower-case hex.</summary>
    public required string ContentHash { get; init; }

    public required Guid By { get; init; }

    public required string ByName { get; init; }

    /// <summary>The absent approver on whose behalf it was decided.</summary>
    public required Guid? OnBehalfOf { get; init; }

    public required string? OnBehalfOfName { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class ApprovalDecisionConfiguration : IEntityTypeConfiguration<ApprovalDecision>
{
    public void Configure(EntityTypeBuilder<ApprovalDecision> builder)
    {
        builder.ToTable("approval_decisions");
        // One decision per level and round: of two simultaneous decisions the second one's transaction fails.
        builder.HasIndex(d => new { d.ClueId, d.Round, d.Level }).IsUnique();
    }
}
