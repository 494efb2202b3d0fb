using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.Notifications.Reminders;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Calendars;

/// <summary>
/// The one place that decides which deadlines somebody who changes the calendar may see, and whose calendar history they read. Tests replace it to
/// show that row-level security refuses the same by itself.
/// </summary>
internal class CalendarAccess
{
    /// <summary>Open deadlines counted on the calendar that the caller's body keeps or may learn of when they are late.</summary>
    public virtual IQueryable<Deadline> Known(Caller caller, NotificationsDb db)
    {
        var (district, body) = (caller.District, caller.Body);
        var ofBody = Roles.All.Where(role => role.Body == body).Select(role => role.ToString()).ToArray();
        return Counted(db).Where(d => d.District == district && (d.EscalatesTo.Contains(body) || d.Roles.Any(role => ofBody.Contains(role))));
    }

    public virtual IQueryable<CalendarChange> History(Caller caller, NotificationsDb db) =>
        db.Set<CalendarChange>().AsNoTracking().Where(c => c.District == caller.District);

    protected static IQueryable<Deadline> Counted(NotificationsDb db) => db.Set<Deadline>().AsNoTracking().Where(d => d.Open && d.Count != null);
}
