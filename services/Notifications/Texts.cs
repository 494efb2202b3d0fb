using System.Resources;

namespace Supervision.Notifications;

/// <summary>What this service says to people, in the languages of the platform.</summary>
internal static class Texts
{
    public static readonly ResourceManager Problems = new("Supervision.Notifications.Problems", typeof(Texts).Assembly);

    public static readonly ResourceManager Notices = new("Supervision.Notifications.Rules.Notices", typeof(Texts).Assembly);

    /// <summary>What leaves the house, in general words.</summary>
    public static readonly ResourceManager Outside = new("Supervision.Notifications.Deliveries.Outside", typeof(Texts).Assembly);

    /// <summary>What a deadline is of, by its kind.</summary>
    public static readonly ResourceManager Deadlines = new("Supervision.Notifications.Reminders.Deadlines", typeof(Texts).Assembly);
}
