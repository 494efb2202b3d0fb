using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Notifications.Reminders;

/// <summary>A planned or sent reminder for one due instant of a deadline.</summary>
internal sealed class Reminder
{
    /// <summary>Id of the notification it becomes.</summary>
    public required Guid Id { get; init; }

    public required Guid DeadlineId { get; init; }

    public required string District { get; init; }

    /// <summary>The due instant it is about.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>One of <see cref="ReminderStep"/>.</summary>
    public required string Step { get; init; }

    /// <summary>Sent from this UTC instant on.</summary>
    public required DateTimeOffset At { get; set; }

    /// <summary>Null while it is planned.</summary>
    public DateTimeOffset? SentAt { get; set; }
}

/// <summary>The steps of reminding and escalating (R45), by their stored names.</summary>
internal static class ReminderStep
{
    public const string Today = "today";
    public const string Overdue = "overdue";
    public const string Liaisons = "liaisons";
    public const string Leaders = "leaders";

    const string BeforePrefix = "before.";

    public static string Before(int days) => $"{BeforePrefix}{days}";

    public static bool IsBefore(string step) => step.StartsWith(BeforePrefix, StringComparison.Ordinal);

    /// <summary>Whether it only makes sense before the deadline.</summary>
    public static bool IsAhead(string step) => IsBefore(step) || step == Today;
}

internal sealed class ReminderConfiguration : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("reminders");
        builder.HasKey(r => new { r.DeadlineId, r.Due, r.Step });
        builder.HasIndex(r => r.Id).IsUnique();
        builder.Property(r => r.District).HasMaxLength(6);
        builder.Property(r => r.Step).HasMaxLength(20);
        builder.HasIndex(r => r.At).HasFilter("sent_at is null");
        builder.HasOne<Deadline>().WithMany().HasForeignKey(r => r.DeadlineId).OnDelete(DeleteBehavior.Restrict);
    }
}
