namespace Supervision.Assessment.Deadlines;

/// <summary>Row-level security of clocks and deadlines. A unit starts and settles its own clocks; the bodies restart them and grant time.</summary>
internal static class DeadlineSecurity
{
    public static readonly string Declaration = string.Concat(
        [Policies, .. ((string[])["reply_deadlines", "reply_counts", "deadline_events"]).Select(Common)]);

    const string Policies = """
        -- What days are counted by is for everybody of the district to know.
        create policy platform on district_clocks using (app_serves(district)) with check (app_serves(district));
        create policy read on district_clocks for select using (district = (select app_district()));
        create policy set on district_clocks for insert with check (district = app_district() and app_leads());
        create policy change on district_clocks for update using (district = (select app_district()) and (select app_leads()))
            with check (district = app_district() and app_leads());
        create policy platform on clock_changes using (app_serves(district)) with check (app_serves(district));
        create policy read on clock_changes for select using (
            district = (select app_district()) and ((select app_is_joint()) or (select app_is_concerned()) or (select app_speaks())));
        create policy change on clock_changes for insert with check (district = app_district() and app_leads() and by = app_user());

        create policy platform on extensions for select using (app_serves(district));
        create policy read on extensions for select using (district = (select app_district())
            and ((select app_is_joint()) or ((select app_speaks()) and unit = (select app_unit()))));
        create policy ask on extensions for insert with check (
            district = app_district() and app_speaks() and unit = app_unit() and asked_by = app_user() and status = 'Asked');
        create policy drop on extensions for update
            using (district = (select app_district()) and (select app_speaks()) and unit = (select app_unit()) and status = 'Asked')
            with check (district = app_district() and app_speaks() and unit = app_unit() and status = 'Dropped');
        create policy decide on extensions for update
            using (district = (select app_district()) and (select app_judges()) and status = 'Asked')
            with check (district = app_district() and app_judges() and status in ('Asked', 'Granted', 'Refused'));
        create policy change on reply_deadlines for update
            using (district = (select app_district()) and ((select app_judges()) or ((select app_speaks()) and unit = (select app_unit()))))
            with check (district = app_district() and (app_judges() or (app_speaks() and unit = app_unit())));
        create policy change on reply_counts for update using (district = (select app_district()) and (select app_judges()))
            with check (district = app_district() and app_judges());
        """;

    static string Common(string table) => $"""

        create policy platform on {table} using (app_serves(district)) with check (app_serves(district));
        create policy read_bodies on {table} for select using (
            district = (select app_district()) and ((select app_is_joint()) or (select app_is_concerned())));
        create policy read_unit on {table} for select using (
            district = (select app_district()) and (select app_speaks()) and unit = (select app_unit()));
        create policy start on {table} for insert with check (
            district = app_district() and (app_judges() or (app_speaks() and unit = app_unit())));

        """;
}
