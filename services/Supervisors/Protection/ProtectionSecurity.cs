namespace Supervision.Supervisors.Protection;

/// <summary>
/// Row-level security of protection cases: a row is visible to the commission's leaders and to those whose mark it carries. Nobody else, whatever
/// their role, learns that it exists. The platform itself sees rows, but can only watch over them.
/// </summary>
internal static class ProtectionSecurity
{
    public const string Declaration = """
        -- Set for one transaction by the service, which alone has the secret that marks are made with.
        create or replace function app_mark() returns text language sql stable parallel safe as
            $$ select nullif(current_setting('app.mark', true), '') $$;

        create policy watch on sealed_cases for select using (app_serves(district));
        create policy watch_note on sealed_cases for update using (app_serves(district)) with check (app_serves(district));
        create policy read_leader on sealed_cases for select using (
            district = (select app_district()) and (select app_body()) = 'discipline' and (select app_is('leader')));
        create policy read_marked on sealed_cases for select using (
            district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline') and (select app_mark()) = any (marks));
        create policy report on sealed_cases for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('supervisor', 'member') and marks = array[app_mark()]);
        create policy change_leader on sealed_cases for update
            using (district = (select app_district()) and (select app_body()) = 'discipline' and (select app_is('leader')))
            with check (district = app_district() and app_body() = 'discipline' and app_is('leader'));
        create policy change_marked on sealed_cases for update
            using (district = (select app_district()) and (select app_mark()) = any (marks) and (
                ((select app_body()) = 'discipline' and (select app_is('handler'))) or ((select app_body()) = 'cppcc')))
            with check (district = app_district() and app_mark() = any (marks));
        """;
}
