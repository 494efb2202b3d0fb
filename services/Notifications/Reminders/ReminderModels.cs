using System.ComponentModel.DataAnnotations;

namespace Supervision.Notifications.Reminders;

/// <summary>When the district reminds and escalates (R45). "Overdue" always goes out, at its instant.</summary>
/// <param name="DaysBefore">At most five different numbers from 1 to 30, counted back from the last day.</param>
/// <param name="OnTheDay">Whether there is a reminder on the last day.</param>
/// <param name="SendAt">Time of day in the district's zone, to the minute.</param>
/// <param name="LiaisonsAfter">Days after the last day, 1 to 30.</param>
/// <param name="LeadersAfter">Days after the last day, at most 60 and not before the liaisons.</param>
public sealed record ReminderRuleRequest(
    [MaxLength(5)] IReadOnlyList<int> DaysBefore, bool OnTheDay, TimeOnly SendAt, [Range(1, 30)] int LiaisonsAfter, [Range(1, 60)] int LeadersAfter)
    : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DaysBefore.Any(days => days is < 1 or > 30)) yield return new("Each of daysBefore must be from 1 to 30.", [nameof(DaysBefore)]);
        if (DaysBefore.Distinct().Count() != DaysBefore.Count) yield return new("Each of daysBefore may be given only once.", [nameof(DaysBefore)]);
        if (SendAt.Ticks % TimeSpan.TicksPerMinute != 0) yield return new("sendAt must be given to the minute.", [nameof(SendAt)]);
        if (LeadersAfter < LiaisonsAfter) yield return new("Leaders must not be notified before the liaisons.", [nameof(LeadersAfter)]);
    }
}

/// <inheritdoc cref="ReminderRuleRequest"/>
/// <param name="ChangedAt">Null while the default applies.</param>
/// <param name="ChangedByBody">Body of the admin who changed it.</param>
public sealed record ReminderRuleView(
    IReadOnlyList<int> DaysBefore, bool OnTheDay, TimeOnly SendAt, int LiaisonsAfter, int LeadersAfter, DateTimeOffset? ChangedAt, string? ChangedByBody)
{
    internal static ReminderRuleView For(ReminderRule? rule)
    {
        var times = rule?.Times ?? ReminderTimes.Default;
        return new(times.DaysBefore, times.OnTheDay, times.SendAt, times.LiaisonsAfter, times.LeadersAfter, rule?.ChangedAt, rule?.ChangedByBody);
    }
}
