using Supervision.Contracts;
using Supervision.Notifications.Reminders;
using Supervision.Notifications.Rules;

namespace Supervision.Notifications.Calendars;

/// <summary>Notifies admins and liaisons of both bodies; people whose deadline moves are notified once it has moved.</summary>
internal sealed class DistrictCalendarChangedRule : IRule<DistrictCalendarChanged>
{
    public IEnumerable<Notice> Tell(DistrictCalendarChanged e) => ReminderNotices.Both("calendar.changed", $"/calendar/{e.CalendarId}", e.By, e.At);
}
