using System.ComponentModel.DataAnnotations;

namespace Supervision.Notifications.Reminders;

/// <summary>When the district reminds and escalates (R45). "Overdue" always goes out, at its instant.</summary>
/// <param name="DaysBefore">At most five different numbers from 1 to 30, counted back from the last day.</param>
/// <param name="OnTheDay">Whether there is a reminder on the last day.</param>
/// <param name="SendAt">Time of day in the district's zone, to the minute.</param>
/// <param name="LiaisonsAfter">1 to 30 days after the last day.</param>
/// <param name="LeadersAfter">At most 60 days after the last day, and not before the liaisons.</param>
public sealed record ReminderRuleRequest(
    [MaxLength(5)] IReadOnlyList<int> DaysBefore, bool OnTheDay, TimeOnly SendAt, [Range(1, 30)] int LiaisonsAfter, [Range(1, 60)] int LeadersAfter)
    : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DaysBefore.Any(days => days is < 1 or > 30)) yield return new("Each of daysBefore is from 1 to 30.", [nameof(DaysBefore)]);
        if (DaysBefore.Distinct().Count() != DaysBefore.Count) yield return new("Each of daysBefore is given once.", [nameof(DaysBefore)]);
        if (SendAt.Ticks % TimeSpan.TicksPerMinute != 0) yield return new("sendAt is given to the minute.", [nameof(SendAt)]);
        if (LeadersAfter < LiaisonsAfter) yield return new("Leaders do not know before the liaisons.", [nameof(LeadersAfter)]);
    }
}

/// <inheritdoc cref="ReminderRuleRequest"/>
/// <param name="ChangedAt">Null while the default holds.</param>
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
