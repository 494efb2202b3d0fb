namespace Supervision.Assessment.Surveys;

/// <summary>
/// Row-level security of surveys. Nobody reads who answered. Answers are only given through <c>answer_survey</c>, which checks again who is asked and
/// when, uses up the person's one answer and raises the counters, in one statement. Counters are readable only after the closing, by readers of
/// results, once there are at least five answers.
/// </summary>
internal static class SurveySecurity
{
    public static readonly string[] Declaration = [Policies, Answering];

    const string Policies = """
        create policy read_joint on surveys for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_party on surveys for select using (
            district = (select app_district()) and status = 'Announced' and (select app_body()) = 'party' and (select app_is('reviewer')));
        create policy read_asked on surveys for select using (
            district = (select app_district()) and status = 'Announced' and audience <> 'Public'
            and (select app_body()) = 'cppcc' and (select app_is('supervisor')));
        create policy read_unit on surveys for select using (
            district = (select app_district()) and status = 'Announced' and closes <= now() and (select app_speaks()) and unit = (select app_unit()));
        create policy read_public on surveys for select using (
            district = (select app_district()) and (select app_body()) = 'public' and status = 'Announced' and audience <> 'Supervisors'
            and opens <= now() and now() < closes);
        create policy draft on surveys for insert with check (district = app_district() and app_keeps() and drafted_by = app_user() and status = 'Draft');
        create policy write on surveys for update
            using (district = (select app_district()) and (select app_keeps())) with check (district = app_district() and app_keeps());

        create or replace function surveys_stand() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' or new.status <> old.status or new.questions <> old.questions or new.groups <> old.groups or new.audience <> old.audience
                or new.unit is distinct from old.unit or new.opens <> old.opens or new.closes > old.closes
            then raise exception 'An announced survey stands.' using errcode = 'insufficient_privilege';
            end if;
            return new;
        end $$;
        create trigger stands before update or delete on surveys for each row when (old.status = 'Announced') execute function surveys_stand();

        create policy begin on survey_tallies for insert with check (district = app_district() and app_keeps() and answers = 0 and 0 = all (counts));
        create policy read on survey_tallies for select using (
            district = (select app_district()) and answers >= 5
            and ((select app_is_joint()) or ((select app_body()) = 'party' and (select app_is('reviewer'))) or (select app_body()) = 'unit')
            and exists (select from surveys s where s.id = survey_id and s.closes <= now()));

        create policy nobody on survey_participants using (false);
        create policy issue on survey_codes for insert with check (
            district = app_district() and app_keeps() and not used and exists (select from surveys s where s.id = survey_id and s.status = 'Announced'));
        """;

    const string Answering = """
        create or replace function answer_survey(survey uuid, code bytea, positions integer[]) returns boolean
            language plpgsql security definer set search_path = public, pg_temp as $$
        declare
            asked text := case when app_body() = 'cppcc' and app_is('supervisor') then 'Public' when app_body() = 'public' then 'Supervisors' end;
        begin
            perform 1 from surveys s where s.id = survey and s.district = app_district() and s.status = 'Announced' and s.audience <> asked
                and s.opens <= now() and now() < s.closes and jsonb_array_length(s.questions) = cardinality(positions);
            if not found then
                raise exception 'Not asked.' using errcode = 'insufficient_privilege';
            end if;
            if app_body() = 'public' then
                update survey_codes c set used = true where c.survey_id = survey and c.hash = code and not c.used;
            else
                insert into survey_participants (survey_id, district, hash)
                    values (survey, app_district(), sha256(convert_to(survey::text || app_user()::text, 'UTF8'))) on conflict do nothing;
            end if;
            if not found then
                return false;
            end if;
            -- Every counter is written, so that no row version tells which were raised.
            update survey_tallies t set answers = t.answers + 1,
                counts = (select array_agg(c + (i = any (positions))::integer order by i) from unnest(t.counts) with ordinality as counter(c, i))
                where t.survey_id = survey;
            return true;
        end $$;
        """;
}
