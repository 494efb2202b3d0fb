namespace Supervision.Topics.Governance;

internal static class GovernanceSecurity
{
    /// <summary>Read by both bodies of the district, written by those who convene, and never changed.</summary>
    public const string Declaration = """
        create policy platform on leading_groups for select using (app_serves(district));
        create policy read on leading_groups for select using (district = (select app_district()) and (select app_joins()));
        create policy compose on leading_groups for insert with check (district = app_district() and by = app_user() and app_keeps());

        create policy read on joint_rules for select using (district = (select app_district()) and (select app_joins()));
        create policy record on joint_rules for insert with check (
            district = app_district() and by = app_user() and by_body = app_body() and app_keeps());
        """;
}
