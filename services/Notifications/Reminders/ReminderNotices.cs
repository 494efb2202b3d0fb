using Supervision.Contracts;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Rules;

namespace Supervision.Notifications.Reminders;

/// <summary>
/// Who gets which notice at each step (R45, R36): those who have to keep the deadline, then the superiors in the bodies that may learn that
/// it was missed.
/// </summary>
internal static class ReminderNotices
{
    public const string Approaching = "deadline.approaching";
    public const string Today = "deadline.today";
    public const string Overdue = "deadline.overdue";
    public const string MovedByCalendar = "deadline.moved";
    public const string ToLiaisons = "escalation.liaisons";
    public const string ToLeaders = "escalation.leaders";
    public const string RuleChanged = "reminder.rule_changed";

    /// <summary>Every kind of notice of this folder; no event rule sends these.</summary>
    public static readonly IReadOnlyList<string> Kinds = [Approaching, Today, Overdue, MovedByCalendar, ToLiaisons, ToLeaders, RuleChanged];

    public static IEnumerable<Notice> Of(Deadline deadline, string step, DateTimeOffset at) => step switch
    {
        ReminderStep.Today => Keepers(deadline, Today, Urgency.Action, at),
        ReminderStep.Overdue => Keepers(deadline, Overdue, Urgency.Urgent, at),
        ReminderStep.Liaisons => UpTheLine(deadline, ToLiaisons, at, Cppcc.Liaison, Discipline.Liaison),
        ReminderStep.Leaders => UpTheLine(deadline, ToLeaders, at, Cppcc.Chair, Discipline.Leader),
        _ => Keepers(deadline, Approaching, Urgency.Action, at),
    };

    /// <summary>Notice that the calendar moved the deadline.</summary>
    public static IEnumerable<Notice> Moved(Deadline deadline, DateTimeOffset at) =>
        Keepers(deadline, MovedByCalendar, Urgency.Information, at);

    /// <summary>Notices to both bodies' admins and liaisons that the district's reminder rule was changed.</summary>
    public static IEnumerable<Notice> Of(ReminderRule rule) => Audience.Of(Groups.AdminsAndLiaisons)
        .Select(to => new Notice(RuleChanged, to, "/settings/reminders", rule.ChangedBy, rule.ChangedAt));

    /// <summary>Named people are notified as members of their own body; role holders in the role's body.</summary>
    static IEnumerable<Notice> Keepers(Deadline deadline, string kind, Urgency urgency, DateTimeOffset at)
    {
        var roles = deadline.Roles.Select(role => role.Split('/')).Where(role => role.Length == 2)
            .Select(role => new Role(role[0], role[1])).ToLookup(role => role.Body);
        foreach (var body in Groups.AnyBody)
        {
            if (deadline.Persons.Length > 0 || roles[body].Any())
                yield return Notice(deadline, kind, new(body) { Persons = deadline.Persons, Roles = [.. roles[body]] }, urgency, at);
        }
    }

    static IEnumerable<Notice> UpTheLine(Deadline deadline, string kind, DateTimeOffset at, params Role[] told) =>
        from role in told
        where deadline.EscalatesTo.Contains(role.Body)
        select Notice(deadline, kind, new(role.Body) { Roles = [role] }, Urgency.Urgent, at);

    static Notice Notice(Deadline deadline, string kind, Audience to, Urgency urgency, DateTimeOffset at) =>
        new(kind, to, deadline.Link, Guid.Empty, at)
        {
            Urgency = urgency,
            Arguments = new Dictionary<string, string>
            {
                ["reference"] = deadline.Reference,
                ["what"] = deadline.Kind,
                ["due"] = deadline.Due.ToString("O"),
            },
        };
}
