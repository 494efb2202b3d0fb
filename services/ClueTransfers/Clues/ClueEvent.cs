using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Clues;

/// <summary>What happened to a clue. The names are stored.</summary>
public enum ClueEventKind
{
    Registered,
    Edited,
    EvidenceChanged,
    Collated,
    Merged,
    MergedFrom,
    Submitted,
    LevelApproved,
    Approved,
    Returned,
    Rejected,
    Withdrawn,
    Transferred,
    Supplemented,
    Received,
    Accepted,
    ReturnedForSupplement,
    Resent,
    Declined,
    ReceiptOverdue,
    DisposalOverdue,
    DeadlineMoved,
    DisposalProposed,
    DisposalSentBack,
    Disposed,
    Closed,
    EntryRefused,
}

/// <summary>Which bodies may read a history entry.</summary>
public enum Audience
{
    Cppcc,
    Discipline,
    Both,
}

/// <summary>Details of an entry; those that do not apply are left out.</summary>
public sealed record ClueEventFacts(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Level = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Comment = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OnBehalfOf = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LetterNumber = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ContentHash = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? OtherClue = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Due = null);

/// <summary>One entry of a clue's append-only history, from which its state can be rebuilt (<see cref="ClueReplay"/>).</summary>
public sealed class ClueEvent
{
    /// <summary>Order of the history; assigned by the database.</summary>
    public long Sequence { get; init; }

    public required Guid ClueId { get; init; }

    public required string District { get; init; }

    public required ClueEventKind Kind { get; init; }

    public required Audience Audience { get; init; }

    /// <summary>The user who did it; empty for the platform itself.</summary>
    public required Guid By { get; init; }

    /// <summary>Body of <see cref="By"/>; <c>service</c> for the platform itself.</summary>
    public required string ByBody { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ClueEventFacts Facts { get; init; }
}

internal sealed class ClueEventConfiguration : IEntityTypeConfiguration<ClueEvent>
{
    public void Configure(EntityTypeBuilder<ClueEvent> builder)
    {
        builder.ToTable("clue_events");
        builder.HasKey(e => e.Sequence);
        builder.Property(e => e.Kind).HasConversion<string>().HasMaxLength(40);
        builder.Property(e => e.Audience).HasConversion<string>().HasMaxLength(20);
        builder.Property(e => e.District).HasMaxLength(6);
        builder.Property(e => e.ByBody).HasMaxLength(20);
        builder.Property(e => e.Facts).IsJson();
        builder.HasIndex(e => new { e.ClueId, e.Sequence });
    }
}
