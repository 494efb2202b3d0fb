namespace Supervision.Topics.Activities;

/// <summary>Row-level security of activities. The public's requests run as the platform itself (<see cref="PublicActivityEndpoints"/>).</summary>
internal static class ActivitySecurity
{
    public const string Declaration = """
        create policy platform on activities for select using (app_serves(district));
        create policy read on activities for select using (
            district = (select app_district()) and (
                (select app_keeps()) or (select app_leads()) or ((select app_body()) = 'cppcc' and (select app_is('secretary')))
                or ((select app_takes_part()) and status <> 'Planned')));
        create policy plan on activities for insert with check (
            district = app_district() and app_keeps() and planned_by = app_user() and status = 'Planned');
        create policy change on activities for update
            using (district = (select app_district()) and (select app_keeps()) and status in ('Planned', 'Announced'))
            with check (district = app_district() and app_keeps());

        create policy read on activity_invitations for select using (
            district = (select app_district()) and exists (select from activities a where a.id = activity_id));
        create policy invite on activity_invitations for insert with check (
            district = app_district() and app_keeps() and invited_by = app_user()
            and exists (select from activities a where a.id = activity_id));
        create policy own on activity_invitations for update
            using (district = (select app_district()) and user_id = (select app_user()) and (select app_takes_part()))
            with check (district = app_district() and user_id = app_user());

        create policy platform on activity_seats using (app_serves(district)) with check (app_serves(district));
        create policy read on activity_seats for select using (
            district = (select app_district()) and exists (select from activities a where a.id = activity_id));
        create policy open on activity_seats for insert with check (district = app_district() and app_keeps());
        create policy resize on activity_seats for update
            using (district = (select app_district()) and (select app_keeps())) with check (district = app_district() and app_keeps());

        create policy platform on activity_registrations using (app_serves(district)) with check (app_serves(district));
        create policy read on activity_registrations for select using (district = (select app_district()) and (select app_keeps()));
        create policy move_up on activity_registrations for update
            using (district = (select app_district()) and (select app_keeps())) with check (district = app_district() and app_keeps());
        """;
}
