using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Notifications.Reminders;

/// <summary>When a district reminds and escalates (R45); set by an admin of either body, since deadlines run between the two.</summary>
internal sealed class ReminderRule
{
    public required string District { get; init; }

    /// <summary>Days before the last day, in the district's zone, latest first.</summary>
    public required int[] DaysBefore { get; set; }

    public required bool OnTheDay { get; set; }

    /// <summary>Time of day in the district's zone at which reminders go out; "overdue" goes out at its instant.</summary>
    public required TimeOnly SendAt { get; set; }

    /// <summary>Days after the last day after which the liaisons are notified.</summary>
    public required int LiaisonsAfter { get; set; }

    /// <summary>Days after the last day after which the leaders are notified.</summary>
    public required int LeadersAfter { get; set; }

    public required Guid ChangedBy { get; set; }

    public required string ChangedByBody { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>False until everything planned by the former rule is replanned.</summary>
    public required bool Applied { get; set; }

    public uint Version { get; init; }

    public ReminderTimes Times => new([.. DaysBefore], OnTheDay, SendAt, LiaisonsAfter, LeadersAfter);
}

/// <inheritdoc cref="ReminderRule"/>
internal sealed record ReminderTimes(IReadOnlyList<int> DaysBefore, bool OnTheDay, TimeOnly SendAt, int LiaisonsAfter, int LeadersAfter)
{
    /// <summary>Five days and one day before, on the day, and escalation after one day and after three.</summary>
    public static readonly ReminderTimes Default = new([5, 1], true, new TimeOnly(9, 0), 1, 3);
}

internal sealed class ReminderRuleConfiguration : IEntityTypeConfiguration<ReminderRule>
{
    public void Configure(EntityTypeBuilder<ReminderRule> builder)
    {
        builder.ToTable("reminder_rules");
        builder.HasKey(r => r.District);
        builder.Property(r => r.District).HasMaxLength(6);
        builder.Property(r => r.ChangedByBody).HasMaxLength(20);
        builder.Ignore(r => r.Times);
        builder.HasIndex(r => r.Applied).HasFilter("not applied");
    }
}
