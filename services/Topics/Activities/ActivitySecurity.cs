using Microsoft.EntityFrameworkCore.Migrations;

namespace Supervision.Topics.Activities;

/// <summary>Row-level security of activities. The public's requests run as the platform itself (<see cref="PublicActivityEndpoints"/>).</summary>
internal static class ActivitySecurity
{
    public static void ProtectActivities(this MigrationBuilder migration) => migration.Sql("""
        alter table activities enable row level security;
        create policy platform on activities for select using (app_serves(district));
        create policy read on activities for select using (
            district = (select app_district()) and (
                (select app_keeps_work()) or (select app_leads_body()) or ((select app_body()) = 'cppcc' and (select app_is('secretary')))
                or ((select app_works_jointly()) and status <> 'Planned')));
        create policy plan on activities for insert with check (
            district = app_district() and app_keeps_work() and planned_by = app_user() and status = 'Planned');
        create policy change on activities for update
            using (district = (select app_district()) and (select app_keeps_work()) and status in ('Planned', 'Announced'))
            with check (district = app_district() and app_keeps_work());

        alter table activity_invitations enable row level security;
        create policy read on activity_invitations for select using (
            district = (select app_district()) and exists (select from activities a where a.id = activity_id));
        create policy invite on activity_invitations for insert with check (
            district = app_district() and app_keeps_work() and invited_by = app_user() and exists (select from activities a where a.id = activity_id));
        create policy own on activity_invitations for update
            using (district = (select app_district()) and user_id = (select app_user()) and (select app_works_jointly()))
            with check (district = app_district() and user_id = app_user());

        alter table activity_seats enable row level security;
        create policy platform on activity_seats using (app_serves(district)) with check (app_serves(district));
        create policy read on activity_seats for select using (
            district = (select app_district()) and exists (select from activities a where a.id = activity_id));
        create policy open on activity_seats for insert with check (district = app_district() and app_keeps_work());
        create policy resize on activity_seats for update
            using (district = (select app_district()) and (select app_keeps_work())) with check (district = app_district() and app_keeps_work());

        alter table activity_registrations enable row level security;
        create policy platform on activity_registrations using (app_serves(district)) with check (app_serves(district));
        create policy read on activity_registrations for select using (district = (select app_district()) and (select app_keeps_work()));
        create policy move_up on activity_registrations for update
            using (district = (select app_district()) and (select app_keeps_work())) with check (district = app_district() and app_keeps_work());
        """);
}
