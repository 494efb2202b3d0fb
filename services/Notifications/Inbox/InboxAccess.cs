using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Notifications.Deliveries;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Inbox;

/// <summary>
/// The one place that decides whose notifications a caller may read and mark: their own, as member of the body and district they are signed in for.
/// Tests replace it to show that row-level security refuses the same by itself.
/// </summary>
internal class InboxAccess
{
    public virtual IQueryable<Notification> Of(Caller caller, NotificationsDb db) =>
        db.Notifications.AsNoTracking().Where(n => n.UserId == caller.UserId && n.District == caller.District && n.Body == caller.Body);

    /// <summary>Deliveries to the caller outside the inbox.</summary>
    public virtual IQueryable<Delivery> Deliveries(Caller caller, NotificationsDb db) =>
        db.Set<Delivery>().AsNoTracking().Where(d => d.UserId == caller.UserId && d.District == caller.District && d.Body == caller.Body);
}
