using Supervision.Messaging;
using Supervision.Notifications.Calendars;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.Digests;
using Supervision.Notifications.FanOut;
using Supervision.Notifications.Liaisons;
using Supervision.Notifications.People;
using Supervision.Notifications.Preferences;
using Supervision.Notifications.Reminders;
using Supervision.Notifications.Webhooks;
using Supervision.Persistence;

namespace Supervision.Notifications.Data;

/// <summary>
/// Row-level security of the service's tables: beneath the application's own checks, and enforcing the same. The inbox's is here; each
/// other folder declares its own tables' in a constant.
/// </summary>
internal static class RowSecurity
{
    public static readonly string[] Declaration =
    [
        ScopeFunctions.Declaration, ScopeFunctions.Groups, MessagingSchema.Declaration,
        Inbox, PeopleSecurity.Declaration, PreferenceSecurity.Declaration,
        DeliverySecurity.Declaration, DigestSecurity.Declaration, FanOutSecurity.Declaration, WebhookSecurity.Declaration,
        ReminderSetup.Declaration, CalendarSetup.Declaration, LiaisonSetup.Declaration,
    ];

    /// <summary>
    /// A caller reads and marks only their own notifications, as member of the body and district they are signed in for, and never adds or
    /// deletes. Only the service itself reads the copy of people, in every district, since a person may move from one to another. The
    /// counters hold only numbers and follow the person.
    /// </summary>
    const string Inbox = """
        create policy own_read on notifications for select using (
            user_id = (select app_user()) and district = (select app_district()) and body = (select app_body()));
        create policy own_mark on notifications for update using (
            user_id = (select app_user()) and district = (select app_district()) and body = (select app_body()));
        create policy service on notifications using (
            (select app_body()) = 'service' and (select app_district()) in (district, '*'));

        create policy own_read on inbox_counters for select using (user_id = (select app_user()));
        create policy own_mark on inbox_counters for update using (user_id = (select app_user()));
        create policy service on inbox_counters using ((select app_body()) = 'service');

        create policy service on people using ((select app_body()) = 'service');
        """;
}
