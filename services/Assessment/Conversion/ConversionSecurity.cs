using Supervision.Persistence;

namespace Supervision.Assessment.Conversion;

/// <summary>
/// Row-level security of the copies. Only the platform reads rows of clues; their figures come from <c>clue_figures</c>, which counts by year only.
/// Readers of the clue register get every figure. Others get no figure below five: not the year's total if it has fewer clues, and neither the number
/// of disposed clues nor of the rest if either is fewer.
/// </summary>
internal static class ConversionSecurity
{
    public static readonly string Declaration = ScopeFunctions.Group("app_reads_figures", ConversionEndpoints.Readers) + Policies + Figures;

    const string Policies = """
        create policy platform on conversion_findings using (app_serves(district)) with check (app_serves(district));
        create policy read on conversion_findings for select using (district = (select app_district()) and (select app_reads_figures()));
        create policy platform on conversion_fates using (app_serves(district)) with check (app_serves(district));
        create policy read on conversion_fates for select using (district = (select app_district()) and (select app_reads_figures()));
        create policy platform on conversion_suggestions using (app_serves(district)) with check (app_serves(district));
        create policy read on conversion_suggestions for select using (district = (select app_district()) and (select app_reads_figures()));
        create policy platform on conversion_clues using (app_serves(district)) with check (app_serves(district));
        """;

    const string Figures = """
        create or replace function clue_figures(
            first timestamptz, next timestamptz, out transferred integer, out disposed integer, out received integer,
            out accepted integer, out declined integer, out closed integer, out overdue integer)
            returns setof record language sql stable security definer set search_path = public, pg_temp as $$
            with counted as (
                select count(*)::integer t, count(disposed_at)::integer d, count(received_at)::integer r, count(accepted_at)::integer a,
                    count(declined_at)::integer n, count(closed_at)::integer c, count(overdue_at)::integer o,
                    (app_body() = 'cppcc' and app_is('office', 'secretary', 'chair')) or (app_body() = 'discipline' and app_is('leader')) whole
                from conversion_clues where district = app_district() and transferred_at >= first and transferred_at < next)
            select case when whole or t >= 5 then t end,
                case when whole or (t >= 5 and (d = 0 or d >= 5) and (t - d = 0 or t - d >= 5)) then d end,
                case when whole then r end, case when whole then a end, case when whole then n end, case when whole then c end, case when whole then o end
            from counted where app_reads_figures() $$;

        -- Of runs of the clock: figures for those who read no form. A run not replied to counts once it is flagged.
        create or replace function on_time_figures(
            first timestamptz, next timestamptz, by_unit boolean, out key text, out begun integer, out done integer)
            returns setof record language sql stable security definer set search_path = public, pg_temp as $$
            with runs as (
                select i.unit, i.field, not r.late on_time from form_items i join item_replies r on r.item_id = i.id and r.sent_at is not null
                where i.district = app_district() and i.issued_at >= first and i.issued_at < next
                union all
                select i.unit, i.field, false from form_items i join reply_deadlines d on d.id = i.deadline_id and d.overdue_at is not null
                where i.district = app_district() and i.issued_at >= first and i.issued_at < next and i.status in ('Open', 'SentBack', 'Relapsed'))
            select coalesce(case when by_unit then unit else field end, ''), count(*)::integer, (count(*) filter (where on_time))::integer
            from runs where app_reads_figures() group by 1 $$;

        -- When the forms of a period were issued and closed.
        create or replace function form_figures(first timestamptz, next timestamptz, out issued_at timestamptz, out closed_at timestamptz)
            returns setof record language sql stable security definer set search_path = public, pg_temp as $$
            select f.issued_at, f.closed_at from feedback_forms f
            where f.district = app_district() and f.issued_at >= first and f.issued_at < next and app_reads_figures() $$;
        """;
}
