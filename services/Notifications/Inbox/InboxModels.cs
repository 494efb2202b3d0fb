using System.Globalization;
using Supervision.Notifications.Rules;

namespace Supervision.Notifications.Inbox;

/// <summary>A notification as its reader sees it, in the language the request asks for.</summary>
/// <param name="Kind">Stable name of what happened, e.g. <c>clue.received</c>.</param>
/// <param name="Link">Relative path of the matter.</param>
/// <param name="At">UTC instant at which it happened.</param>
/// <param name="ReadAt">UTC instant at which it was marked read, null while it is unread.</param>
internal sealed record NotificationView(
    Guid Id, string Kind, string Title, string Text, string Link, Urgency Urgency, DateTimeOffset At, DateTimeOffset? ReadAt)
{
    public static NotificationView For(Notification n)
    {
        var (title, text) = NoticeTexts.Render(n.Kind, n.Arguments, CultureInfo.CurrentUICulture);
        return new NotificationView(n.Id, n.Kind, title, text, n.Link, n.Urgency, n.At, n.ReadAt);
    }
}

internal sealed record UnreadCount(int Unread);

/// <summary>Marks everything read up to and including one notification, so that nothing that came after the reader looked is marked.</summary>
internal sealed record ReadUpTo(Guid UpTo);
