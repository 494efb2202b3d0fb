using Supervision.Messaging;
using Supervision.Persistence;
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
/// declares its own tables' in a constant.
/// </summary>
internal static class RowSecurity
{
    public static readonly string[] Declaration =
    [
        ScopeFunctions.Declaration, ScopeFunctions.Groups, MessagingSchema.Declaration, IdempotencyExtensions.Declaration,
        Shared, SectorSecurity.Declaration, RosterSecurity.Declaration, TopicSecurity.Declaration, TeamSecurity.Declaration,
        PostingSecurity.Declaration, ConflictSecurity.Declaration, DutyRecordSecurity.Declaration, .. FieldService.Declaration,
    ];

    const string Shared = """
        -- Counters tell nothing of any matter; whoever may add a numbered row of the district counts on.
        create policy count on number_series using (district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline'))
            with check (district = app_district() and app_body() in ('cppcc', 'discipline'));

        -- Names stay in their body, but for those who run supervision together.
        create policy platform on people using (app_serves(district) or (select app_body()) = 'service') with check (app_serves(district));
        create policy read on people for select using (
            district = (select app_district()) and (user_id = (select app_user()) or (select app_is_joint())));
        """;
}
