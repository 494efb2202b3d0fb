using Microsoft.EntityFrameworkCore.Migrations;

namespace Supervision.Topics.Plans;

internal static class PlanSchema
{
    /// <summary>The office writes; a reviewer sees a plan from its first report on and decides; the others see it once one was approved.</summary>
    public static void ProtectPlans(this MigrationBuilder migration) => migration.Sql("""
        alter table annual_plans enable row level security;
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
        """);
}
