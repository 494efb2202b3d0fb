namespace Supervision.Topics.Advice;

/// <summary>Row-level security of advice reports; an issued report cannot change except for the answers to it.</summary>
internal static class AdviceSecurity
{
    public const string Declaration = """
        create policy read on advice_reports for select using (
            district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline') and exists (select from topics t where t.id = topic_id));
        create policy draft on advice_reports for insert with check (
            district = app_district() and app_keeps() and drafted_by = app_user() and status = 'Drafting'
            and exists (select from topics t where t.id = topic_id and t.status in ('Deliberating', 'Supervising')));
        create policy write on advice_reports for update
            using (district = (select app_district()) and (select app_keeps()) and status in ('Drafting', 'Concurred'))
            with check (district = app_district() and app_keeps() and (status in ('Drafting', 'Submitted')
                or (status = 'Issued' and number is not null and app_body() = 'cppcc' and app_is('office'))));
        create policy decide on advice_reports for update
            using (district = (select app_district()) and (select app_leads()) and status in ('Submitted', 'Concurred'))
            with check (district = app_district() and app_leads() and status in ('Drafting', 'Submitted', 'Concurred'));

        create policy read on advice_versions for select using (
            district = (select app_district()) and exists (select from advice_reports a where a.id = advice_id));
        create policy write on advice_versions for insert with check (
            district = app_district() and app_keeps() and by = app_user() and exists (select from advice_reports a where a.id = advice_id));

        create policy read on advice_suggestions for select using (
            district = (select app_district()) and exists (select from advice_reports a where a.id = advice_id));
        create policy issue on advice_suggestions for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('office') and adoption = 'Pending'
            and exists (select from advice_reports a where a.id = advice_id and a.status = 'Issued'));
        create policy answer on advice_suggestions for update
            using (district = (select app_district()) and (select app_keeps()))
            with check (district = app_district() and app_keeps() and recorded_by = app_user() and adoption <> 'Pending');
        """;
}
