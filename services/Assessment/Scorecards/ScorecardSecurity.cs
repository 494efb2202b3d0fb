namespace Supervision.Assessment.Scorecards;

/// <summary>
/// Row-level security of indicators and scorecards. Nobody, not even the database owner, can change what both bodies adopted or finalised: triggers
/// refuse it. A unit sees its own from publication on and can only add its responses.
/// </summary>
internal static class ScorecardSecurity
{
    public static readonly string[] Declaration = [Schemes, Scorecards, Finality];

    const string Schemes = """
        create policy read_joint on indicator_schemes for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_adopted on indicator_schemes for select using (
            district = (select app_district()) and status = 'Adopted'
            and (((select app_body()) = 'party' and (select app_is('reviewer'))) or ((select app_body()) = 'unit' and (select app_is('contact')))));
        create policy draft on indicator_schemes for insert with check (
            district = app_district() and app_keeps() and drafted_by = app_user() and status = 'Draft');
        create policy write on indicator_schemes for update
            using (district = (select app_district()) and (select app_keeps()) and status = 'Draft')
            with check (district = app_district() and app_keeps() and status = 'Draft');
        create policy concur on indicator_schemes for update
            using (district = (select app_district()) and (select app_leads()) and status = 'Draft')
            with check (district = app_district() and app_leads());
        """;

    const string Scorecards = """
        create policy read_joint on scorecards for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_party on scorecards for select using (
            district = (select app_district()) and status <> 'Computed' and (select app_body()) = 'party' and (select app_is('reviewer')));
        create policy read_unit on scorecards for select using (
            district = (select app_district()) and status <> 'Computed' and (select app_speaks()) and unit = (select app_unit()));
        create policy compute on scorecards for insert with check (district = app_district() and app_keeps() and status = 'Computed');
        create policy recompute on scorecards for update
            using (district = (select app_district()) and (select app_keeps()) and status = 'Computed')
            with check (district = app_district() and app_keeps() and status in ('Computed', 'Published'));
        create policy decide on scorecards for update
            using (district = (select app_district()) and (select app_leads()) and status = 'Published')
            with check (district = app_district() and app_leads() and status in ('Published', 'Final'));

        create policy read on scorecard_computations for select using (
            district = (select app_district()) and exists (select from scorecards s where s.id = scorecard_id));
        create policy add on scorecard_computations for insert with check (
            district = app_district() and by = app_user() and exists (
                select from scorecards s where s.id = scorecard_id and s.unit = scorecard_computations.unit
                    and ((app_keeps() and s.status = 'Computed') or (app_leads() and s.status = 'Published'))));

        create policy read on scorecard_responses for select using (
            district = (select app_district()) and exists (select from scorecards s where s.id = scorecard_id));
        create policy respond on scorecard_responses for insert with check (
            district = app_district() and app_speaks() and unit = app_unit() and by = app_user() and outcome is null and voices = '[]'
            and exists (select from scorecards s where s.id = scorecard_id and s.unit = scorecard_responses.unit and s.status = 'Published'));
        create policy decide on scorecard_responses for update
            using (district = (select app_district()) and (select app_leads()) and kind = 'Objection' and outcome is null)
            with check (district = app_district() and app_leads());
        """;

    const string Finality = """
        create or replace function scores_are_final() returns trigger language plpgsql as $$
        begin
            raise exception 'What both bodies finalised never changes.' using errcode = 'insufficient_privilege';
        end $$;

        create trigger adopted before update or delete on indicator_schemes for each row
            when (old.status = 'Adopted') execute function scores_are_final();
        create trigger final before update or delete on scorecards for each row
            when (old.status = 'Final') execute function scores_are_final();
        create trigger kept before update or delete on scorecard_computations for each row execute function scores_are_final();

        create or replace function scores_need_both_keys() returns trigger language plpgsql as $$
        begin
            if (select count(distinct d ->> 'body') from jsonb_array_elements(new.decisions) d
                where d ->> 'kind' = 'concurred' and d ->> 'contentHash' = new.content_hash and d ->> 'body' in ('cppcc', 'discipline')) < 2
            then raise exception 'Both bodies have to concur in the same hash.' using errcode = 'insufficient_privilege';
            end if;
            return new;
        end $$;

        create trigger both_keys before insert or update on indicator_schemes for each row
            when (new.status = 'Adopted') execute function scores_need_both_keys();
        create trigger both_keys before insert or update on scorecards for each row
            when (new.status = 'Final') execute function scores_need_both_keys();

        -- Leaders turn their own body's key and write no indicators; those who keep assessment write them and turn no key.
        create or replace function keys_are_own() returns trigger language plpgsql as $$
        begin
            if new.decisions is distinct from old.decisions and (not app_leads() or exists (
                select from jsonb_array_elements(new.decisions) d where d ->> 'body' <> app_body() and not old.decisions @> jsonb_build_array(d)))
            then raise exception 'A key is turned by its own body.' using errcode = 'insufficient_privilege';
            end if;
            return new;
        end $$;

        create or replace function schemes_are_kept() returns trigger language plpgsql as $$
        begin
            if not app_keeps() and (new.from_year <> old.from_year or new.indicators <> old.indicators or new.content_hash <> old.content_hash)
            then raise exception 'Indicators are written by those who keep them.' using errcode = 'insufficient_privilege';
            end if;
            return new;
        end $$;

        create trigger own_keys before update on indicator_schemes for each row execute function keys_are_own();
        create trigger own_keys before update on scorecards for each row execute function keys_are_own();
        create trigger kept before update on indicator_schemes for each row execute function schemes_are_kept();

        create or replace function responses_are_final() returns trigger
            language plpgsql security definer set search_path = public, pg_temp as $$
        begin
            if exists (select from scorecards s where s.id = coalesce(new.scorecard_id, old.scorecard_id) and s.status = 'Final')
            then raise exception 'What both bodies finalised never changes.' using errcode = 'insufficient_privilege';
            end if;
            return coalesce(new, old);
        end $$;

        create trigger final before insert or update or delete on scorecard_responses for each row execute function responses_are_final();
        create trigger final before insert on scorecard_computations for each row execute function responses_are_final();
        """;
}
