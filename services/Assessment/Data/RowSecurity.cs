using Supervision.Assessment.Access;
using Supervision.Assessment.Closing;
using Supervision.Assessment.Deadlines;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Rectification;
using Supervision.Assessment.Replies;
using Supervision.Assessment.Scorecards;
using Supervision.Assessment.Sources;
using Supervision.Messaging;
using Supervision.Persistence;

namespace Supervision.Assessment.Data;

/// <summary>
/// Row-level security of the service's tables: beneath the application's own checks, and enforcing the same. Shared parts are here; each folder
/// declares its own tables' in a constant.
/// </summary>
internal static class RowSecurity
{
    public static readonly string[] Declaration =
    [
        ScopeFunctions.Declaration, ScopeFunctions.Groups,
        ScopeFunctions.Group("app_is_concerned", AssessmentAccess.Concerned),
        ScopeFunctions.Group("app_judges", AssessmentAccess.Judges), Speaks,
        MessagingSchema.Declaration, IdempotencyExtensions.Declaration, Shared,
        FormSecurity.Declaration, SourceSecurity.Declaration, ReplySecurity.Declaration, DeadlineSecurity.Declaration,
        RectificationSecurity.Declaration, ClosingSecurity.Declaration, .. ScoreService.Declaration,
    ];

    const string Speaks = """
        -- A unit's contact, who speaks for app_unit().
        create or replace function app_speaks() returns boolean language sql stable parallel safe as
            $$ select coalesce(app_body() = 'unit' and app_is('contact') and app_unit() is not null, false) $$;
        """;

    const string Shared = """
        create policy platform on files for select using (app_serves(district));

        -- Counters tell nothing of any matter; whoever may add a numbered row of the district counts on.
        create policy count on number_series using (district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline'))
            with check (district = app_district() and app_body() in ('cppcc', 'discipline'));

        -- Whom a unit's news goes to: known to those who send them, and to the unit.
        create policy platform on unit_contacts using (app_serves(district) or (select app_body()) = 'service') with check (app_serves(district));
        create policy read on unit_contacts for select using (district = (select app_district())
            and ((select app_is_joint()) or ((select app_speaks()) and unit = (select app_unit()))));

        -- Names stay in their body, but for those who run assessment together.
        create policy platform on people using (app_serves(district) or (select app_body()) = 'service') with check (app_serves(district));
        create policy read on people for select using (
            district = (select app_district()) and (user_id = (select app_user()) or (select app_is_joint())));
        """;
}
