namespace Supervision.Topics.Implementation;

/// <summary>Row-level security of plans, templates and the copies of teams and supervisors.</summary>
internal static class ImplementationSecurity
{
    public const string Declaration = """
        create policy read on implementation_plans for select using (
            district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline') and exists (select from topics t where t.id = topic_id));
        create policy draft on implementation_plans for insert with check (
            district = app_district() and app_keeps() and drafted_by = app_user() and status = 'Draft'
            and exists (select from topics t where t.id = topic_id and t.status = 'Selected'));
        create policy change on implementation_plans for update
            using (district = (select app_district()) and (select app_keeps()) and status = 'Draft')
            with check (district = app_district() and app_keeps() and status in ('Draft', 'Submitted'));
        create policy decide on implementation_plans for update
            using (district = (select app_district()) and (select app_leads()) and status in ('Submitted', 'Approved'))
            with check (district = app_district() and app_leads() and status in ('Draft', 'Submitted', 'Approved'));

        create policy read on plan_templates for select using (
            district = (select app_district()) and ((select app_keeps()) or ((select app_body()) = 'cppcc' and (select app_is('admin')))));
        create policy configure on plan_templates for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('admin') and changed_by = app_user());
        create policy reconfigure on plan_templates for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('admin')))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('admin') and changed_by = app_user());

        create policy platform on teams using (app_serves(district)) with check (app_serves(district));
        create policy read on teams for select using (
            district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline') and exists (select from topics t where t.id = topic_id));

        create policy platform on supervisors using (app_serves(district)) with check (app_serves(district));
        create policy read on supervisors for select using (
            district = (select app_district()) and ((select app_keeps()) or (select app_leads())));
        """;
}
