namespace Supervision.Topics.Terms;

internal static class TermSchema
{
    /// <summary>Everybody in the district reads its terms; the bodies' admins write them.</summary>
    public const string Declaration = """
        create policy platform on terms for select using (app_serves(district));
        create policy read on terms for select using (district = (select app_district()));
        create policy add on terms for insert with check (
            district = app_district() and app_body() in ('cppcc', 'discipline') and app_is('admin') and changed_by = app_user());
        create policy change on terms for update
            using (district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline') and (select app_is('admin')))
            with check (district = app_district() and app_body() in ('cppcc', 'discipline') and app_is('admin') and changed_by = app_user());
        """;
}
