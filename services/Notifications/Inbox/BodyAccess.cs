using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.FanOut;
using Supervision.Notifications.Webhooks;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Inbox;

/// <summary>
/// The one place that decides what an admin sees of the body's: deliveries without their content, parked notices, the body's webhooks. Replaceable,
/// as <see cref="InboxAccess"/> is.
/// </summary>
internal class BodyAccess
{
    public virtual IQueryable<Delivery> Deliveries(Caller caller, NotificationsDb db) =>
        db.Set<Delivery>().AsNoTracking().Where(d => d.District == caller.District && d.Body == caller.Body);

    public virtual IQueryable<FanOutJob> Parked(Caller caller, NotificationsDb db) =>
        db.Set<FanOutJob>().AsNoTracking().Where(job => job.District == caller.District && job.Body == caller.Body && job.ParkedReason != null);

    public virtual IQueryable<Webhook> Webhooks(Caller caller, NotificationsDb db) =>
        db.Set<Webhook>().Where(w => w.District == caller.District && w.Body == caller.Body);

    public virtual IQueryable<WebhookMessage> Messages(Caller caller, NotificationsDb db) =>
        db.Set<WebhookMessage>().Where(m => m.District == caller.District && m.Body == caller.Body);
}
