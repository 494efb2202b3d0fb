using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;
using Supervision.Persistence;

namespace Supervision.Notifications.Reminders;

/// <summary>
/// The service's own copy of a deadline somebody has to keep, fed by <see cref="DeadlineChanged"/>. A closed one is kept, so that a late event cannot
/// reopen it.
/// </summary>
internal sealed class Deadline
{
    public required Guid DeadlineId { get; init; }

    public required string District { get; init; }

    /// <summary>What is due, e.g. <c>clue.receipt</c>.</summary>
    public required string Kind { get; init; }

    public required Guid MatterId { get; init; }

    public required string Reference { get; set; }

    public required string Link { get; set; }

    /// <summary>The first instant that is too late, UTC.</summary>
    public required DateTimeOffset Due { get; set; }

    public required bool Open { get; set; }

    /// <summary>Users who have to keep it.</summary>
    public required Guid[] Persons { get; set; }

    /// <summary>Roles whose holders have to keep it, each as <c>body/role</c>.</summary>
    public required string[] Roles { get; set; }

    /// <summary>Bodies that may learn that it was not kept.</summary>
    public required string[] EscalatesTo { get; set; }

    /// <summary>How <see cref="Due"/> was counted; null for a day set by hand.</summary>
    public DeadlineCount? Count { get; set; }

    /// <summary>Version of the event this copy comes from.</summary>
    public required long Version { get; set; }

    public static Deadline Of(DeadlineChanged e) => new()
    {
        DeadlineId = e.DeadlineId,
        District = e.District,
        Kind = e.Kind,
        MatterId = e.MatterId,
        Reference = e.Reference,
        Link = e.Link,
        Due = Stored(e.Due),
        Open = e.Open,
        Persons = [.. e.Persons],
        Roles = [.. e.Roles],
        EscalatesTo = [.. e.EscalatesTo],
        Count = e.Count,
        Version = e.Version,
    };

    /// <summary>Takes over the current state.</summary>
    /// <returns>Whether only the calendar moved it: the same clock ends at another instant.</returns>
    public bool Take(DeadlineChanged e)
    {
        var due = Stored(e.Due);
        var moved = Open && e.Open && Due != due && Count is not null && Count == e.Count;
        (Reference, Link, Due, Open, Count, Version) = (e.Reference, e.Link, due, e.Open, e.Count, e.Version);
        (Persons, Roles, EscalatesTo) = ([.. e.Persons], [.. e.Roles], [.. e.EscalatesTo]);
        return moved;
    }

    /// <summary>Rounded to the microsecond as the database stores it, so that equal instants compare equal.</summary>
    static DateTimeOffset Stored(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));
}

internal sealed class DeadlineConfiguration : IEntityTypeConfiguration<Deadline>
{
    public void Configure(EntityTypeBuilder<Deadline> builder)
    {
        builder.ToTable("deadlines");
        builder.HasKey(d => d.DeadlineId);
        builder.Property(d => d.District).HasMaxLength(6);
        builder.Property(d => d.Count).IsJson();
        builder.HasIndex(d => d.District).HasFilter("open");
    }
}
