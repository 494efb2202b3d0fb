using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Topics.Meetings.Agenda;

/// <summary>Why a matter is on an agenda. The names are stored.</summary>
public enum AgendaKind
{
    /// <summary>A shortlisted proposal: whether to select it as a topic (R4).</summary>
    Selection,

    /// <summary>A result the bodies have to agree on (R34).</summary>
    Result,

    /// <summary>The bodies judged a reply differently (R35).</summary>
    Disagreement,

    /// <summary>An item of the duty list that is overdue (R7).</summary>
    OverdueDuty,

    /// <summary>A decision of an earlier meeting that a leader refused; the note gives the reason.</summary>
    Refusal,

    /// <summary>Added by hand.</summary>
    Other,
}

/// <summary>A matter on the agenda of a meeting.</summary>
public sealed class AgendaItem
{
    /// <summary>Maximum length of a title, in characters.</summary>
    public const int LongestTitle = 300;

    public required Guid Id { get; init; }

    public required Guid MeetingId { get; init; }

    public required string District { get; init; }

    public required AgendaKind Kind { get; init; }

    /// <summary>The proposal, form, duty item or refused decision it is about; null for one added by hand.</summary>
    public required Guid? SubjectId { get; init; }

    public required string Title { get; set; }

    public required string? Note { get; set; }

    public required int Position { get; set; }

    /// <summary>Removed by hand, so it is not added again automatically; it waits for the next meeting.</summary>
    public bool TakenOff { get; set; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>A line of an agenda edited by hand.</summary>
/// <param name="Id">The item it keeps; null for a new one.</param>
internal sealed record AgendaLine(Guid? Id, string Title, string? Note);

/// <summary>A matter that waits for a joint meeting.</summary>
internal sealed record WaitingMatter(AgendaKind Kind, Guid SubjectId, string Title, string? Note = null);

internal sealed class AgendaItemConfiguration : IEntityTypeConfiguration<AgendaItem>
{
    public void Configure(EntityTypeBuilder<AgendaItem> builder)
    {
        builder.ToTable("agenda_items");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.District).HasMaxLength(6);
        builder.Property(i => i.Kind).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(i => new { i.MeetingId, i.Kind, i.SubjectId }).IsUnique();
        builder.HasIndex(i => new { i.District, i.SubjectId });
    }
}
