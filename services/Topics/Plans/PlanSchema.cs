namespace Supervision.Topics.Plans;

internal static class PlanSchema
{
    public const string Declaration = Policies + YearFigures;

    /// <summary>
    /// The office writes; a reviewer sees a plan from its first report on and decides; the others see it once a version was approved.
    /// </summary>
    const string Policies = """
        create policy platform on annual_plans for select using (app_serves(district));
        create policy read_joint on annual_plans for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_reviewer on annual_plans for select using (
            district = (select app_district()) and (select app_body()) = 'party' and (select app_is('reviewer'))
            and (status <> 'Draft' or approved_at is not null));
        create policy read_concerned on annual_plans for select using (
            district = (select app_district()) and (select app_is_concerned()) and approved_at is not null);
        create policy draft on annual_plans for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('office') and status = 'Draft' and approved_at is null);
        create policy change_office on annual_plans for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office')) and status <> 'Reported')
            with check (district = app_district() and app_body() = 'cppcc' and app_is('office') and status <> 'Approved');
        create policy decide on annual_plans for update
            using (district = (select app_district()) and (select app_body()) = 'party' and (select app_is('reviewer')) and status = 'Reported')
            with check (district = app_district() and app_body() = 'party' and app_is('reviewer') and status in ('Approved', 'Returned'));
        """;

    /// <summary>
    /// A year's figures are counted as the owner, by index only, over the rows the caller may read: all rows for those who run the loop, selected
    /// topics for the other readers. Counting row by row under the policies took longer the more topics a year has.
    /// </summary>
    const string YearFigures = """
        create or replace function topics_of_year(of_district text, of_year int)
            returns table (status text, field text, class text, selected boolean, count int)
            language sql stable security definer set search_path = public, pg_temp as $$
            select t.status, t.field, t.class, t.selected_at is not null, count(*)::int from topics t
            where t.district = of_district and t.year = of_year
                and ((select app_serves(of_district)) or ((select of_district = app_district())
                    and ((select app_is_joint()) or ((select app_is_concerned()) and t.selected_at is not null))))
            group by 1, 2, 3, 4 $$;

        create or replace function duties_of_year(of_district text, of_year int, at timestamptz)
            returns table (status text, in_time boolean, overdue boolean, count int)
            language sql stable security definer set search_path = public, pg_temp as $$
            select d.status, coalesce(d.finished_at < d.due, false), d.due <= at, count(*)::int from duty_items d
            where d.district = of_district and d.due_on >= make_date(of_year, 1, 1) and d.due_on < make_date(of_year + 1, 1, 1)
                and (select app_serves(of_district) or (of_district = app_district() and app_is_joint()))
            group by 1, 2, 3 $$;
        """;
}
