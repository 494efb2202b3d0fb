using Supervision.Persistence;

namespace Supervision.Topics.Meetings;

/// <summary>
/// Row-level security of meetings: beneath the application's own checks, and enforcing the same. Policies on a meeting's parts check whether the
/// meeting is visible; the invited are in <c>invitations</c>, whose policies do not query <c>meetings</c>, so there is no recursion.
/// </summary>
internal static class MeetingSecurity
{
    public static readonly string[] Declaration =
        [ScopeFunctions.Group("app_oversees", MeetingAccess.Overseers), Meetings, Decisions, Awaiting, Series];

    const string Meetings = """
        create policy platform on invitations using (app_serves(district)) with check (app_serves(district));
        create policy read on invitations for select using (
            district = (select app_district()) and ((select app_oversees()) or user_id = (select app_user())));
        create policy invite on invitations for insert with check (district = app_district() and app_keeps());
        create policy note on invitations for update
            using (district = (select app_district()) and ((select app_keeps()) or user_id = (select app_user())));

        create policy platform on meetings using (app_serves(district)) with check (app_serves(district));
        create policy read_overseers on meetings for select using (district = (select app_district()) and (select app_oversees()));
        create policy read_invited on meetings for select using (
            district = (select app_district()) and called_at is not null
            and exists (select from invitations i where i.meeting_id = id and i.user_id = (select app_user())));
        -- That there were meetings is no secret within the bodies; what they were about is for those who may read them.
        create or replace function meetings_held(of_district text, of_year int) returns table (kind text, month int, held int)
            language sql stable security definer set search_path = public, pg_temp as $$
            select m.kind, extract(month from m.month)::int, count(*)::int from meetings m
            where m.district = of_district and m.status = 'Held' and extract(year from m.month) = of_year
                and (app_serves(of_district) or (of_district = app_district() and app_body() in ('cppcc', 'discipline', 'party')))
            group by 1, 2 $$;

        create policy plan on meetings for insert with check (
            district = app_district() and app_keeps() and status = 'Planned' and planned_by = app_user());
        create policy change on meetings for update
            using (district = (select app_district()) and (select app_keeps())
                and status in ('Planned', 'Called', 'Held') and minutes_issued_at is null)
            with check (district = app_district() and app_keeps());

        create policy platform on agenda_items using (app_serves(district)) with check (app_serves(district));
        create policy read on agenda_items for select using (
            district = (select app_district()) and exists (select from meetings m where m.id = meeting_id));
        create policy add on agenda_items for insert with check (district = app_district() and app_keeps());
        create policy edit on agenda_items for update using (district = (select app_district()) and (select app_keeps()));
        """;

    const string Decisions = """
        create policy platform on decisions for select using (app_serves(district));
        create policy read on decisions for select using (
            district = (select app_district()) and exists (select from meetings m where m.id = meeting_id));
        create policy record on decisions for insert with check (
            district = app_district() and app_keeps() and recorded_by = app_user() and exists (
                select from meetings m where m.id = meeting_id and m.status = 'Held' and decisions.status = case when m.kind = 'Joint' then 'Pending' else 'Adopted' end));
        create policy revise on decisions for update
            using (district = (select app_district()) and (select app_keeps()) and status = 'Pending')
            with check (district = app_district() and app_keeps() and status = 'Pending');
        create policy concur on decisions for update
            using (district = (select app_district()) and (select app_leads()) and status = 'Pending')
            with check (district = app_district() and app_leads() and status in ('Adopted', 'Refused'));

        create policy platform on concurrences for select using (app_serves(district));
        create policy read on concurrences for select using (
            district = (select app_district()) and exists (select from decisions d where d.id = decision_id));
        create policy say on concurrences for insert with check (
            district = app_district() and app_leads() and body = app_body() and by = app_user()
            and exists (select from decisions d where d.id = decision_id));
        """;

    /// <summary>
    /// Which decisions wait for a body is a separate question: others who oversee or attend a meeting can read its pending decisions, but
    /// no decision waits for them.
    /// </summary>
    const string Awaiting = """
        create or replace function decisions_awaiting() returns setof uuid language sql stable parallel safe as $$
            select d.id from decisions d
            where (select app_leads()) and d.district = app_district() and d.status = 'Pending' and not exists (
                select from concurrences c where c.decision_id = d.id and c.round = d.round and c.body = app_body()) $$;
        """;

    const string Series = """
        create policy platform on joint_matters using (app_serves(district)) with check (app_serves(district));
        create policy read on joint_matters for select using (district = (select app_district()) and (select app_keeps()));

        create policy platform on joint_series using (app_serves(district)) with check (app_serves(district));
        create policy read on joint_series for select using (district = (select app_district()) and (select app_oversees()));
        create policy configure on joint_series for insert with check (
            district = app_district() and app_keeps() and changed_by = app_user());
        create policy reconfigure on joint_series for update
            using (district = (select app_district()) and (select app_keeps()))
            with check (district = app_district() and app_keeps() and changed_by = app_user());

        create policy platform on joint_months using (app_serves(district)) with check (app_serves(district));
        create policy read on joint_months for select using (district = (select app_district()) and (select app_oversees()));
        """;
}
