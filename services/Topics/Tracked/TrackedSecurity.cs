namespace Supervision.Topics.Tracked;

/// <summary>Row-level security of matters the commission follows.</summary>
internal static class TrackedSecurity
{
    public const string Declaration = """
        create policy read on tracked_matters for select using (
            district = (select app_district()) and ((select app_is_joint())
                or ((select app_body()) = 'discipline' and (select app_is('handler', 'resident')))));
        create policy track on tracked_matters for insert with check (
            district = app_district() and app_keeps() and opened_by = app_user() and status = 'Open');
        create policy follow on tracked_matters for update
            using (district = (select app_district()) and (select app_body()) = 'discipline'
                and (select app_is('liaison', 'handler', 'resident', 'leader')) and status = 'Open')
            with check (district = app_district() and app_body() = 'discipline' and app_is('liaison', 'handler', 'resident', 'leader')
                and (status = 'Open' or app_is('leader')));
        """;
}
