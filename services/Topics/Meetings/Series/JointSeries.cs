using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Calendar;

namespace Supervision.Topics.Meetings.Series;

/// <summary>When a district's monthly joint meeting (R3) usually is.</summary>
public sealed class JointSeries
{
    public required string District { get; init; }

    /// <summary>1 to 28; if that is a day off, the next working day of the month.</summary>
    public required int Day { get; set; }

    /// <summary>In the district's zone.</summary>
    public required TimeOnly Time { get; set; }

    public required string Place { get; set; }

    /// <summary>Whether it plans meetings.</summary>
    public required bool Active { get; set; }

    public required Guid ChangedBy { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public uint Version { get; init; }

    /// <summary>UTC instant of a month's meeting.</summary>
    /// <param name="month">Its first day.</param>
    internal DateTimeOffset In(DateOnly month, WorkingCalendar calendar)
    {
        var day = month.AddDays(Day - 1);
        while (!calendar.IsWorkingDay(day) && day.AddDays(1).Month == month.Month) day = day.AddDays(1);
        return DistrictTime.At(calendar.IsWorkingDay(day) ? day : JointMonth.LastWorkingDay(month, calendar), Time);
    }
}

internal sealed class JointSeriesConfiguration : IEntityTypeConfiguration<JointSeries>
{
    public void Configure(EntityTypeBuilder<JointSeries> builder)
    {
        builder.ToTable("joint_series");
        builder.HasKey(s => s.District);
    }
}
