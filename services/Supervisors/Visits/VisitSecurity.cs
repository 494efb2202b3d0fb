namespace Supervision.Supervisors.Visits;

/// <summary>
/// Row-level security of visits: beneath <see cref="Field.FieldAccess"/>, and enforcing the same. While a visit is sealed, only those who may know of
/// it read its row and anything belonging to it; not even the platform itself does.
/// </summary>
internal static class VisitSecurity
{
    public const string Declaration = """
        create policy platform on visits for select using (app_serves(district) and not sealed);
        create policy read_joint on visits for select using (district = (select app_district()) and not sealed and (select app_is_joint()));
        create policy read_own on visits for select using (
            district = (select app_district()) and (select app_takes_part()) and (select app_user()) = any (readers));
        create policy plan on visits for insert with check (
            district = app_district() and app_takes_part() and planned_by = app_user() and app_user() = any (readers)
            and status = 'Planned' and sealed = (mode = 'Unannounced'));
        create policy change_own on visits for update
            using (district = (select app_district()) and (select app_takes_part()) and (select app_user()) = any (readers)
                and status in ('Planned', 'Started', 'Reported'))
            with check (district = app_district() and app_takes_part() and app_user() = any (readers) and status <> 'Closed');
        create policy change_keeper on visits for update
            using (district = (select app_district()) and not sealed and (select app_keeps()) and status in ('Planned', 'Reported'))
            with check (district = app_district() and not sealed and app_keeps() and status in ('Planned', 'Cancelled', 'Closed'));

        create policy read on field_entries for select using (
            district = (select app_district()) and exists (select from visits v where v.id = visit_id));
        create policy write_down on field_entries for insert with check (
            district = app_district() and by = app_user() and app_takes_part() and exists (
                select from visits v where v.id = visit_id and app_user() = any (v.participants) and v.status in ('Planned', 'Started', 'Reported')));

        -- The platform looks only whether bytes are still anybody's.
        create policy platform on field_files for select using (app_serves(district));
        create policy read on field_files for select using (
            district = (select app_district()) and exists (select from visits v where v.id = visit_id));
        create policy bring on field_files for insert with check (
            district = app_district() and by = app_user() and app_takes_part() and exists (
                select from visits v where v.id = visit_id and app_user() = any (v.participants) and v.status in ('Planned', 'Started', 'Reported')));
        """;
}
