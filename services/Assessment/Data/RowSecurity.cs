using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Assessment.Closing;
using Supervision.Assessment.Deadlines;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Rectification;
using Supervision.Assessment.Replies;
using Supervision.Assessment.Scorecards;
using Supervision.Assessment.Sources;

namespace Supervision.Assessment.Data;

/// <summary>
/// Row-level security of the service's tables: beneath the application's own checks, and enforcing the same. Shared parts are here; each folder
/// protects its own tables in a method that <see cref="ProtectAssessment"/> calls.
/// </summary>
internal static class RowSecurity
{
    public static void ProtectAssessment(this MigrationBuilder migration)
    {
        migration.Sql(Functions);
        migration.Sql(Shared);
        migration.ProtectForms();
        migration.ProtectSources();
        migration.ProtectReplies();
        migration.ProtectDeadlines();
        migration.ProtectRectification();
        migration.ProtectClosing();
        migration.ProtectScores();
    }

    /// <summary>Functions that say who somebody is; <c>AssessmentAccess</c> names the same roles.</summary>
    const string Functions = """
        create function app_is(variadic roles text[]) returns boolean language sql stable parallel safe as $$ select coalesce(app_roles() && roles, false) $$;
        create function app_unit() returns text language sql stable parallel safe as $$ select nullif(current_setting('app.unit', true), '') $$;

        -- Those of both bodies who run assessment together: they read everything of it.
        create function app_is_joint() returns boolean language sql stable parallel safe as $$
            select (app_body() = 'cppcc' and app_is('office', 'secretary', 'chair', 'liaison', 'system'))
                or (app_body() = 'discipline' and app_is('leader', 'liaison', 'system')) $$;
        -- The others of both bodies: they read what was issued.
        create function app_is_concerned() returns boolean language sql stable parallel safe as $$
            select (app_body() = 'cppcc' and app_is('member', 'supervisor')) or (app_body() = 'discipline' and app_is('intake', 'handler', 'resident')) $$;
        create function app_keeps() returns boolean language sql stable parallel safe as
            $$ select (app_body() = 'cppcc' and app_is('office', 'liaison')) or (app_body() = 'discipline' and app_is('liaison')) $$;
        create function app_leads() returns boolean language sql stable parallel safe as
            $$ select (app_body() = 'cppcc' and app_is('chair')) or (app_body() = 'discipline' and app_is('leader')) $$;
        create function app_judges() returns boolean language sql stable parallel safe as $$ select app_keeps() or app_leads() $$;
        -- A unit's contact, who speaks for app_unit().
        create function app_speaks() returns boolean language sql stable parallel safe as $$ select coalesce(app_body() = 'unit' and app_is('contact') and app_unit() is not null, false) $$;
        """;

    const string Shared = """
        alter table files enable row level security;
        create policy platform on files for select using (app_serves(district));

        -- Counters tell nothing of any matter; whoever may add a numbered row of the district counts on.
        alter table number_series enable row level security;
        create policy count on number_series using (district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline'))
            with check (district = app_district() and app_body() in ('cppcc', 'discipline'));

        -- Whom a unit's news goes to: known to those who send them, and to the unit.
        alter table unit_contacts enable row level security;
        create policy platform on unit_contacts using (app_serves(district) or (select app_body()) = 'service') with check (app_serves(district));
        create policy read on unit_contacts for select using (district = (select app_district())
            and ((select app_is_joint()) or ((select app_speaks()) and unit = (select app_unit()))));

        -- Names stay in their body, but for those who run assessment together.
        alter table people enable row level security;
        create policy platform on people using (app_serves(district) or (select app_body()) = 'service') with check (app_serves(district));
        create policy read on people for select using (
            district = (select app_district()) and (user_id = (select app_user()) or (select app_is_joint())));
        """;
}
