namespace Supervision.Supervisors.Findings;

/// <summary>Row-level security of findings: beneath <see cref="Field.FieldAccess"/>, and enforcing the same.</summary>
internal static class FindingSecurity
{
    public const string Declaration = """
        create policy platform on findings using (app_serves(district)) with check (app_serves(district));
        create policy read_joint on findings for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_own on findings for select using (
            district = (select app_district()) and (select app_takes_part()) and (select app_user()) = any (readers));
        -- Who sends the entry that sets others free (the start) writes findings of the whole squad.
        create policy find on findings for insert with check (
            district = app_district() and app_takes_part() and disposition is null and exists (
                select from visits v where v.id = visit_id and app_user() = any (v.participants) and v.status in ('Started', 'Reported')));
        create policy dispose on findings for update
            using (district = (select app_district()) and (((select app_body()) = 'cppcc' and (select app_is('office')))
                or ((select app_takes_part()) and (select app_user()) = any (readers))))
            with check (district = app_district()
                and ((app_body() = 'cppcc' and app_is('office')) or (app_takes_part() and app_user() = any (readers))));
        """;
}
