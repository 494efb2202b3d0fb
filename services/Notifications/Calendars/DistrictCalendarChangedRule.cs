using Supervision.Contracts;
using Supervision.Notifications.Reminders;
using Supervision.Notifications.Rules;

namespace Supervision.Notifications.Calendars;

/// <summary>Admins and liaisons of both bodies know; whose deadline it moves is told when it has moved.</summary>
internal sealed class DistrictCalendarChangedRule : IRule<DistrictCalendarChanged>
{
    public IEnumerable<Notice> Tell(DistrictCalendarChanged e) => ReminderNotices.Both("calendar.changed", $"/calendar/{e.CalendarId}", e.By, e.At);
}
