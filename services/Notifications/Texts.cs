using System.Resources;

namespace Supervision.Notifications;

/// <summary>The service's texts for people, in the platform's languages.</summary>
internal static class Texts
{
    public static readonly ResourceManager Problems = new("Supervision.Notifications.Problems", typeof(Texts).Assembly);

    public static readonly ResourceManager Notices = new("Supervision.Notifications.Rules.Notices", typeof(Texts).Assembly);

    /// <summary>Texts sent outside, in general words.</summary>
    public static readonly ResourceManager Outside = new("Supervision.Notifications.Deliveries.Outside", typeof(Texts).Assembly);

    /// <summary>The subject of a deadline, by its kind.</summary>
    public static readonly ResourceManager Deadlines = new("Supervision.Notifications.Reminders.Deadlines", typeof(Texts).Assembly);
}
