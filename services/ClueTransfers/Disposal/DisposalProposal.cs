using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Disposal;

/// <summary>What the commission does with a clue (R28).</summary>
public enum DisposalMeasure
{
    /// <summary>谈话函询</summary>
    Interview,

    /// <summary>初步核实</summary>
    PreliminaryVerification,

    /// <summary>暂存待查</summary>
    Held,

    /// <summary>予以了结</summary>
    Settled,
}

public enum ProposalOutcome
{
    Pending,
    SentBack,
    Approved,
}

/// <summary>A handler's proposal and the leader's decision on it. Internal to the commission, never shown to the CPPCC.</summary>
public sealed class DisposalProposal
{
    public required Guid Id { get; init; }

    public required Guid ClueId { get; init; }

    public required string District { get; init; }

    public required DisposalMeasure Measure { get; init; }

    public required string Grounds { get; init; }

    /// <summary>What the CPPCC may read, once approved.</summary>
    public required string OutcomeSummary { get; init; }

    public required Guid ProposedBy { get; init; }

    public required string ProposedByName { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    public ProposalOutcome Outcome { get; private set; }

    public string? Comment { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public string? DecidedByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    internal void Decide(ProposalOutcome outcome, string? comment, Caller by, DateTimeOffset now) =>
        (Outcome, Comment, DecidedBy, DecidedByName, DecidedAt) = (outcome, comment, by.UserId, by.Name, now);
}

internal sealed class DisposalProposalConfiguration : IEntityTypeConfiguration<DisposalProposal>
{
    public void Configure(EntityTypeBuilder<DisposalProposal> builder)
    {
        builder.ToTable("disposal_proposals");
        builder.Property(p => p.Measure).HasMaxLength(40);
        builder.HasIndex(p => p.ClueId, "ix_disposal_proposals_pending").IsUnique().HasFilter("outcome = 'Pending'");
        builder.HasIndex(p => new { p.ClueId, p.ProposedAt });
    }
}
