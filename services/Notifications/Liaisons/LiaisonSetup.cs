using Supervision.Persistence;

namespace Supervision.Notifications.Liaisons;

internal static class LiaisonSetup
{
    public static void AddLiaisons(this IServiceCollection services) => services.AddSingleton<LiaisonAccess>().AddScoped<LiaisonDuty>();

    /// <summary>
    /// Both bodies read the register; each body's admin keeps that body's part. Briefs are for liaisons and leaders: drafts only for the side that
    /// writes them, sent ones for both.
    /// </summary>
    public static readonly string Declaration = ScopeFunctions.Group("app_corresponds", LiaisonAccess.Correspondents)
        + ScopeFunctions.Group("app_is_liaison", LiaisonAccess.Liaisons) + Policies;

    const string Policies = """
        -- With the owner's rights, since nobody reads the copy of people; says no more than whether somebody is a liaison of the asking admin's own body.
        create or replace function is_liaison_of_own_body(who uuid) returns boolean
            language sql stable security definer set search_path = public, pg_temp as $$
            select app_administers() and exists (
                select from people where user_id = who and district = app_district() and body = app_body() and active and 'liaison' = any (roles)) $$;

        create policy platform on liaisons for select using (app_serves(district));
        create policy read on liaisons for select using (district = (select app_district()) and (select app_joins()));
        create policy enter on liaisons for insert with check (
            district = app_district() and body = app_body() and app_administers() and changed_by = app_user());
        create policy change on liaisons for update
            using (district = (select app_district()) and body = (select app_body()) and (select app_administers()))
            with check (district = app_district() and body = app_body() and app_administers() and changed_by = app_user());

        create policy platform on stage_briefs using (app_serves(district)) with check (app_serves(district));
        create policy read on stage_briefs for select using (
            district = (select app_district()) and (select app_corresponds()) and (body = (select app_body()) or status = 'Sent'));
        create policy write on stage_briefs for update
            using (district = (select app_district()) and body = (select app_body()) and (select app_is_liaison()) and status = 'Draft')
            with check (district = app_district() and body = app_body() and app_is_liaison());

        create policy read on brief_receipts for select using (
            district = (select app_district()) and exists (select from stage_briefs b where b.id = brief_id));
        create policy give on brief_receipts for insert with check (
            district = app_district() and user_id = app_user() and body = app_body() and app_corresponds()
            and exists (select from stage_briefs b where b.id = brief_id and b.status = 'Sent' and b.body <> app_body()));
        """;
}
