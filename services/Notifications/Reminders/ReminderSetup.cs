using Supervision.Persistence;
namespace Supervision.Notifications.Reminders;

internal static class ReminderSetup
{
    public static void AddReminders(this IServiceCollection services)
    {
        services.AddScoped<ReminderBook>().AddDueWork<ReminderClock>(ReminderClock.Pace);
    }

    /// <summary>
    /// Only the service reads deadlines and planned reminders. An admin of either body sees the open deadlines the own body may know of, to preview a
    /// calendar change, and sets the district's rule, which both bodies read.
    /// </summary>
    public const string Declaration = """
        create policy platform on deadlines using (app_serves(district)) with check (app_serves(district));
        create policy admin_read on deadlines for select using (
            district = (select app_district()) and (select app_administers()) and open
            and ((select app_body()) = any (escalates_to)
                or exists (select from unnest(roles) role where split_part(role, '/', 1) = (select app_body()))));

        create policy platform on reminders using (app_serves(district)) with check (app_serves(district));

        create policy platform on reminder_rules using (app_serves(district)) with check (app_serves(district));
        create policy read on reminder_rules for select using (district = (select app_district()) and (select app_joins()));
        create policy configure on reminder_rules for insert with check (
            district = app_district() and app_administers() and changed_by = app_user() and changed_by_body = app_body() and not applied);
        create policy reconfigure on reminder_rules for update
            using (district = (select app_district()) and (select app_administers()))
            with check (district = app_district() and app_administers() and changed_by = app_user() and changed_by_body = app_body() and not applied);
        """;
}
