using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Supervisors.Conflicts;
using Supervision.Supervisors.DutyRecord;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Postings;
using Supervision.Supervisors.Roster;
using Supervision.Supervisors.Sectors;
using Supervision.Supervisors.Teams;
using Supervision.Supervisors.Topics;

namespace Supervision.Supervisors.Data;

/// <summary>
/// Row-level security of the service's tables: beneath the application's own checks, and enforcing the same. Shared parts are here; each folder
/// protects its own tables in a method that <see cref="ProtectSupervisors"/> calls.
/// </summary>
internal static class RowSecurity
{
    public static void ProtectSupervisors(this MigrationBuilder migration)
    {
        migration.Sql(Functions);
        migration.Sql(Shared);
        migration.ProtectSectors();
        migration.ProtectRoster();
        migration.ProtectTopics();
        migration.ProtectTeams();
        migration.ProtectPostings();
        migration.ProtectConflicts();
        migration.ProtectDutyRecord();
        migration.ProtectField();
    }

    const string Functions = """
        create function app_is(variadic roles text[]) returns boolean language sql stable parallel safe as $$ select coalesce(app_roles() && roles, false) $$;
        create function app_unit() returns text language sql stable parallel safe as $$ select nullif(current_setting('app.unit', true), '') $$;

        -- Those of both bodies who run supervision together (SupervisorAccess.Joint).
        create function app_is_joint() returns boolean language sql stable parallel safe as $$
            select (app_body() = 'cppcc' and app_is('office', 'secretary', 'chair', 'liaison', 'system'))
                or (app_body() = 'discipline' and app_is('leader', 'liaison', 'system')) $$;

        -- Those who form teams and squads and post people (SupervisorAccess.Keepers).
        create function app_keeps_teams() returns boolean language sql stable parallel safe as
            $$ select (app_body() = 'cppcc' and app_is('office', 'liaison')) or (app_body() = 'discipline' and app_is('liaison')) $$;

        -- Everybody of the two bodies who may be in a team or on a visit (SupervisorAccess.Everybody).
        create function app_supervises() returns boolean language sql stable parallel safe as $$
            select (app_body() = 'cppcc' and app_is('member', 'supervisor', 'office', 'secretary', 'chair', 'liaison'))
                or (app_body() = 'discipline' and app_is('intake', 'handler', 'leader', 'resident', 'liaison')) $$;
        """;

    const string Shared = """
        -- Counters tell nothing of any matter; whoever may add a numbered row of the district counts on.
        alter table number_series enable row level security;
        create policy count on number_series using (district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline'))
            with check (district = app_district() and app_body() in ('cppcc', 'discipline'));

        -- Names stay in their body, but for those who run supervision together.
        alter table people enable row level security;
        create policy platform on people using (app_serves(district) or (select app_body()) = 'service') with check (app_serves(district));
        create policy read on people for select using (
            district = (select app_district()) and (user_id = (select app_user()) or (select app_is_joint())));
        """;
}
