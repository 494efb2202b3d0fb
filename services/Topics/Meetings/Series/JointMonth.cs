using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Calendar;
using Supervision.Contracts;

namespace Supervision.Topics.Meetings.Series;

/// <summary>A month of a district, in which a joint meeting must be held; a month without one is flagged on its last working day (R3).</summary>
public sealed class JointMonth
{
    /// <summary>Time of that day at which it is flagged, in the district's zone: early enough for the liaisons to call each other.</summary>
    static readonly TimeOnly FlagTime = new(9, 0);

    public required Guid Id { get; init; }

    public required string District { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>UTC instant from which it is flagged while no joint meeting of it is held.</summary>
    public required DateTimeOffset FlagsAt { get; set; }

    /// <summary>When to check whether one was held; null once checked.</summary>
    public DateTimeOffset? DueCheck { get; private set; }

    /// <summary>When it was found to be without one and the liaisons were notified.</summary>
    public DateTimeOffset? FlaggedAt { get; private set; }

    public uint Version { get; init; }

    internal static JointMonth Of(string district, DateOnly month, WorkingCalendar calendar, DateTimeOffset now)
    {
        var flagsAt = FlagOf(month, calendar);
        return new() { Id = Guid.CreateVersion7(now), District = district, Month = month, FlagsAt = flagsAt, DueCheck = flagsAt };
    }

    /// <summary>Checks, once, whether the month has its meeting.</summary>
    /// <param name="held">Whether one is held.</param>
    /// <param name="liaisons">The liaisons of both bodies.</param>
    /// <returns>Null if it has one.</returns>
    internal JointMeetingMissed? Look(bool held, IReadOnlyList<Guid> liaisons, DateTimeOffset now)
    {
        DueCheck = null;
        if (held) return null;
        FlaggedAt = now;
        return new(Id, District, Month, liaisons, now);
    }

    /// <summary>Recomputes the last working day, after the district changed its days.</summary>
    internal void Renew(WorkingCalendar calendar)
    {
        if (DueCheck is null) return;
        FlagsAt = FlagOf(Month, calendar);
        DueCheck = FlagsAt;
    }

    internal static DateTimeOffset FlagOf(DateOnly month, WorkingCalendar calendar) =>
        DistrictTime.At(LastWorkingDay(month, calendar), FlagTime);

    internal static DateOnly LastWorkingDay(DateOnly month, WorkingCalendar calendar)
    {
        var day = month.AddMonths(1).AddDays(-1);
        while (!calendar.IsWorkingDay(day)) day = day.AddDays(-1);
        return day;
    }
}

internal sealed class JointMonthConfiguration : IEntityTypeConfiguration<JointMonth>
{
    public void Configure(EntityTypeBuilder<JointMonth> builder)
    {
        builder.ToTable("joint_months");
        builder.HasIndex(m => new { m.District, m.Month }).IsUnique();
        builder.HasIndex(m => m.DueCheck).HasFilter("due_check is not null");
    }
}
