using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;

namespace Supervision.Topics.Topics;

/// <summary>What happened to a topic. The names are stored.</summary>
public enum TopicEventKind
{
    Solicited,
    Edited,
    Moved,
    MergedFrom,
    ReviewAsked,
    Reviewed,
}

/// <summary>Facts of an entry beyond its kind; what does not apply is left out.</summary>
/// <param name="From">Status before a move.</param>
/// <param name="To">Status after it.</param>
/// <param name="Reason">In the acting person's words.</param>
/// <param name="Other">The topic it was merged into or took in.</param>
/// <param name="Decision">The decision of a joint meeting that did it.</param>
public sealed record TopicEventFacts(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TopicStatus? From = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TopicStatus? To = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Other = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Decision = null);

/// <summary>One entry of a topic's append-only history, from which its status can be rebuilt (<see cref="TopicReplay"/>).</summary>
public sealed class TopicEvent
{
    /// <summary>Order of the history, assigned by the database.</summary>
    public long Sequence { get; init; }

    public required Guid TopicId { get; init; }

    public required string District { get; init; }

    public required TopicEventKind Kind { get; init; }

    /// <summary>The user who did it; empty for the platform itself.</summary>
    public required Guid By { get; init; }

    public required string ByName { get; init; }

    /// <summary>Body of <see cref="By"/>; <c>service</c> for the platform itself.</summary>
    public required string ByBody { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TopicEventFacts Facts { get; init; }
}

internal sealed class TopicEventConfiguration : IEntityTypeConfiguration<TopicEvent>
{
    public void Configure(EntityTypeBuilder<TopicEvent> builder)
    {
        builder.ToTable("topic_events");
        builder.HasKey(e => e.Sequence);
        builder.Property(e => e.Kind).HasConversion<string>().HasMaxLength(40);
        builder.Property(e => e.District).HasMaxLength(6);
        builder.Property(e => e.ByBody).HasMaxLength(20);
        builder.Property(e => e.Facts).IsJson();
        builder.HasIndex(e => new { e.TopicId, e.Sequence });
        builder.HasIndex(e => new { e.District, e.At });
    }
}

/// <summary>A topic's status as rebuilt from its history.</summary>
internal static class TopicReplay
{
    public static TopicStatus Of(IEnumerable<TopicEvent> history) =>
        history.Aggregate(TopicStatus.Solicited, (status, entry) => entry.Kind is TopicEventKind.Moved ? entry.Facts.To!.Value : status);
}
