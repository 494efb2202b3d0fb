using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Topics.Activities;
using Supervision.Topics.Advice;
using Supervision.Topics.Duties;
using Supervision.Topics.Implementation;
using Supervision.Topics.Publicity;
using Supervision.Topics.Submissions;
using Supervision.Topics.Tracked;

namespace Supervision.Topics.Work;

/// <summary>
/// Row-level security of the joint work on topics: beneath <see cref="WorkAccess"/>, and enforcing the same. Policies on a topic's parts check
/// whether the topic is visible, under the topic's own policies, which do not query the tables here.
/// </summary>
internal static class WorkSecurity
{
    public static void ProtectWork(this MigrationBuilder migration)
    {
        migration.Sql("""
            create function app_keeps_work() returns boolean language sql stable parallel safe as
                $$ select (app_body() = 'cppcc' and app_is('office', 'liaison')) or (app_body() = 'discipline' and app_is('liaison')) $$;
            create function app_leads_body() returns boolean language sql stable parallel safe as
                $$ select (app_body() = 'cppcc' and app_is('chair')) or (app_body() = 'discipline' and app_is('leader')) $$;
            create function app_works_jointly() returns boolean language sql stable parallel safe as
                $$ select (app_body() = 'cppcc' and app_is('member', 'supervisor', 'office', 'secretary', 'chair', 'liaison'))
                    or (app_body() = 'discipline' and app_is('intake', 'handler', 'leader', 'resident', 'liaison')) $$;
            """);
        migration.ProtectImplementation();
        migration.ProtectDuties();
        migration.ProtectActivities();
        migration.ProtectAdvice();
        migration.ProtectTracked();
        migration.ProtectSubmissions();
        migration.ProtectPublicity();
        migration.ProtectWorkFiles();
    }
}
