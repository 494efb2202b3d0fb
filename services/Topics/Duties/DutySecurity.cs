namespace Supervision.Topics.Duties;

/// <summary>Row-level security of duty lists.</summary>
internal static class DutySecurity
{
    public const string Declaration = """
        create policy platform on duty_items for select using (app_serves(district));
        create policy read on duty_items for select using (
            district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline') and exists (select from topics t where t.id = topic_id));
        create policy assign on duty_items for insert with check (
            district = app_district() and app_keeps() and created_by = app_user() and status = 'Open'
            and exists (select from topics t where t.id = topic_id and t.status in ('Selected', 'Deliberating', 'Supervising')));
        create policy keep on duty_items for update
            using (district = (select app_district()) and (select app_keeps()))
            with check (district = app_district() and app_keeps() and status <> 'Waived');
        create policy waive on duty_items for update
            using (district = (select app_district()) and status in ('Open', 'Underway')
                and ((select app_leads()) or ((select app_body()) = 'cppcc' and (select app_is('secretary')))))
            with check (district = app_district() and status = 'Waived' and finished_by = app_user()
                and (app_leads() or (app_body() = 'cppcc' and app_is('secretary'))));
        create policy own on duty_items for update
            using (district = (select app_district()) and (select app_takes_part())
                and owner = (select app_user()) and status in ('Open', 'Underway'))
            with check (district = app_district() and app_takes_part() and owner = app_user() and status in ('Underway', 'Done'));
        """;
}
