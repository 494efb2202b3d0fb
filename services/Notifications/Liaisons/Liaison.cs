using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Calendar;

namespace Supervision.Notifications.Liaisons;

/// <summary>Somebody a body named to keep in touch with the other (专人负责日常联络, R46), with a stand-in. Days are those of the district's zone.</summary>
internal sealed class Liaison
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(DistrictCalendar.ChinaTime);

    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required string Body { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The name both bodies are to use.</summary>
    public required string Name { get; set; }

    public Guid? StandIn { get; set; }

    public string? StandInName { get; set; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; set; }

    /// <summary>Last day; null: open-ended.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>First day on which the stand-in is in charge.</summary>
    public DateOnly? AwayFrom { get; set; }

    /// <summary>Last day on which the stand-in is in charge.</summary>
    public DateOnly? AwayUntil { get; set; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public uint Version { get; init; }

    /// <summary>The current day in the district.</summary>
    public static DateOnly DayAt(DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);

    /// <summary>
    /// Who is in charge on a day: the liaison; the stand-in while the liaison is away or no longer able; nobody outside the dates of the entry, or
    /// where neither is able.
    /// </summary>
    /// <param name="able">Whether a user still is a liaison of the body.</param>
    public Guid? InCharge(DateOnly day, Func<Guid, bool> able)
    {
        if (day < From || day > Until) return null;
        if (!(day >= AwayFrom && day <= AwayUntil) && able(UserId)) return UserId;
        return StandIn is { } standIn && able(standIn) ? standIn : null;
    }
}

internal sealed class LiaisonConfiguration : IEntityTypeConfiguration<Liaison>
{
    public void Configure(EntityTypeBuilder<Liaison> builder)
    {
        builder.ToTable("liaisons");
        builder.Property(l => l.District).HasMaxLength(6);
        builder.Property(l => l.Body).HasMaxLength(20);
        builder.Property(l => l.Name).HasMaxLength(50);
        builder.Property(l => l.StandInName).HasMaxLength(50);
        builder.HasIndex(l => new { l.District, l.Body, l.UserId }).IsUnique();
    }
}
