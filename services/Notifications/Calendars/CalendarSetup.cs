using Supervision.Collaboration;

namespace Supervision.Notifications.Calendars;

internal static class CalendarSetup
{
    public static void AddCalendars(this IServiceCollection services)
    {
        services.AddHolidays();
        services.AddSingleton<CalendarAccess>().AddScoped<CalendarEditor>();
    }

    /// <summary>
    /// Everybody in the district reads its days; its admins change them, and both bodies read their history.
    /// </summary>
    public const string Declaration = """
        create policy platform on working_days for select using (app_serves(district));
        create policy read on working_days for select using (district = (select app_district()));
        create policy edit on working_days using (district = (select app_district()) and (select app_administers()))
            with check (district = app_district() and app_administers());

        create policy platform on calendar_states for select using (app_serves(district));
        create policy read on calendar_states for select using (district = (select app_district()));
        create policy begin on calendar_states for insert with check (district = app_district() and app_administers() and version = 1);
        create policy edit on calendar_states for update using (district = (select app_district()) and (select app_administers()))
            with check (district = app_district() and app_administers());

        create policy read on calendar_changes for select using (district = (select app_district()) and (select app_joins()));
        create policy record on calendar_changes for insert with check (
            district = app_district() and app_administers() and by = app_user() and by_body = app_body());
        """;
}
