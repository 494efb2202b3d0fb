using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Persistence;

namespace Supervision.Notifications.Calendars;

/// <summary>The version of a district's own days as a whole.</summary>
internal sealed class CalendarState
{
    public required string District { get; init; }

    /// <summary>The same id for all changes of the district's calendar.</summary>
    public required Guid CalendarId { get; init; }

    /// <summary>Grows with every change, from 1.</summary>
    public required long Version { get; set; }
}

/// <summary>One day of a change.</summary>
/// <param name="Before">How the district had set it; null for the national calendar.</param>
/// <param name="After">How it is set from now on.</param>
/// <param name="Reason">Shown to the people whose deadline it moves; null for a day given back to the national calendar.</param>
public sealed record ChangedDay(DateOnly Date, DistrictDayKind? Before, DistrictDayKind? After, string? Reason);

/// <summary>An entry of a calendar's history (R37); never changed.</summary>
internal sealed class CalendarChange
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    /// <summary>Version of the calendar it led to.</summary>
    public required long Version { get; init; }

    public required IReadOnlyList<ChangedDay> Days { get; init; }

    public required string Reason { get; init; }

    /// <summary>Open deadlines that move, among those the changer's body may see.</summary>
    public required int Moved { get; init; }

    public required Guid By { get; init; }

    public required string ByName { get; init; }

    public required string ByBody { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal static class DistrictCalendars
{
    /// <summary>The national calendar with these days of the district.</summary>
    public static WorkingCalendar With(this HolidayData holidays, string district, IEnumerable<WorkingDay> days) => WorkingCalendar.For(
        new DistrictCalendar(district, [.. days.Select(d => new DistrictDay(d.Date, Enum.Parse<DistrictDayKind>(d.Kind), d.Reason))]), holidays);

    public static Task<List<WorkingDay>> DaysAsync(this DbContext db, string district, CancellationToken ct) =>
        db.Set<WorkingDay>().AsNoTracking().Where(d => d.District == district).OrderBy(d => d.Date).ToListAsync(ct);
}

internal sealed class CalendarStateConfiguration : IEntityTypeConfiguration<CalendarState>
{
    public void Configure(EntityTypeBuilder<CalendarState> builder)
    {
        builder.ToTable("calendar_states");
        builder.HasKey(s => s.District);
        builder.Property(s => s.District).HasMaxLength(6);
    }
}

internal sealed class CalendarChangeConfiguration : IEntityTypeConfiguration<CalendarChange>
{
    public void Configure(EntityTypeBuilder<CalendarChange> builder)
    {
        builder.ToTable("calendar_changes");
        builder.Property(c => c.District).HasMaxLength(6);
        builder.Property(c => c.ByBody).HasMaxLength(20);
        builder.Property(c => c.Days).IsJson();
        builder.HasIndex(c => new { c.District, c.Version }).IsUnique();
    }
}
