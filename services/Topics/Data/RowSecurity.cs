using Supervision.Collaboration;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Topics.Access;
using Supervision.Topics.Closing;
using Supervision.Topics.Governance;
using Supervision.Topics.Meetings;
using Supervision.Topics.Plans;
using Supervision.Topics.PublicCalls;
using Supervision.Topics.Terms;
using Supervision.Topics.Topics;
using Supervision.Topics.Work;

namespace Supervision.Topics.Data;

/// <summary>
/// Row-level security of the service's tables: beneath the application's own checks, and enforcing the same. The core's is here; each other folder
/// declares its own tables' in a constant. Policies of <c>topics</c> query no other table, so that those of every
/// other table may query <c>topics</c>.
/// </summary>
internal static class RowSecurity
{
    public static readonly string[] Declaration =
    [
        ScopeFunctions.Declaration, ScopeFunctions.Groups, ScopeFunctions.Group("app_is_concerned", TopicAccess.Concerned),
        MessagingSchema.Declaration, IdempotencyExtensions.Declaration, WorkingDays.Declaration, Topics, Proposals, Shared,
        TermSchema.Declaration, PublicCallSchema.Declaration, PlanSchema.Declaration, TopicReviewSchema.Declaration,
        ClosingSchema.Declaration, .. MeetingSecurity.Declaration, GovernanceSecurity.Declaration, .. WorkSecurity.Declaration,
    ];

    const string Topics = """
        create policy platform on topics using (app_serves(district)) with check (app_serves(district));
        create policy read_joint on topics for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_concerned on topics for select using (
            district = (select app_district()) and (select app_is_concerned()) and selected_at is not null);
        create policy read_unit on topics for select using (
            district = (select app_district()) and (select app_body()) = 'unit' and (select app_is('contact'))
            and selected_at is not null and (select app_unit()) = any (units));
        create policy solicit on topics for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('office') and status = 'Solicited' and selected_at is null);
        create policy change_office on topics for update
            using (district = (select app_district()) and status <> 'Suspended' and (((select app_body()) = 'cppcc' and (select app_is('office')))
                or ((select app_body()) = 'discipline' and (select app_is('liaison')))))
            with check (district = app_district() and status <> 'Suspended' and ((app_body() = 'cppcc' and app_is('office'))
                or (app_body() = 'discipline' and app_is('liaison') and status not in ('Rejected', 'Merged'))));
        create policy change_leader on topics for update
            using (district = (select app_district()) and (((select app_body()) = 'cppcc' and (select app_is('chair')))
                or ((select app_body()) = 'discipline' and (select app_is('leader')))))
            with check (district = app_district() and ((app_body() = 'cppcc' and app_is('chair')) or (app_body() = 'discipline' and app_is('leader')))
                and status <> 'Rejected');

        create policy platform on topic_events using (app_serves(district)) with check (app_serves(district));
        create policy read on topic_events for select using (
            district = (select app_district()) and exists (select from topics t where t.id = topic_id));
        create policy add on topic_events for insert with check (
            district = app_district() and by = app_user() and by_body = app_body() and exists (select from topics t where t.id = topic_id)
            and ((app_body() = 'cppcc' and app_is('office'))
                or (kind = 'Moved' and ((app_body() = 'cppcc' and app_is('chair')) or (app_body() = 'discipline' and app_is('liaison', 'leader'))))
                or (kind = 'Reviewed' and app_body() = 'party' and app_is('reviewer'))));
        """;

    const string Proposals = """
        create policy platform on proposals using (app_serves(district)) with check (app_serves(district));
        create policy read_joint on proposals for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_own on proposals for select using (
            district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline', 'party') and (select app_user()) = any (proposer_ids));
        create policy submit on proposals for insert with check (
            district = app_district() and status = 'Submitted' and submitted_by = app_user() and topic_id is null
            and ((app_body() = 'cppcc' and app_is('office', 'member', 'supervisor'))
                or (app_body() = 'discipline' and app_is('liaison', 'leader')) or (app_body() = 'party' and app_is('reviewer'))));
        create policy change_own on proposals for update
            using (district = (select app_district()) and submitted_by = (select app_user()) and status = 'Submitted')
            with check (district = app_district() and submitted_by = app_user() and status = 'Submitted' and topic_id is null);
        create policy change_office on proposals for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office')))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('office'));
        """;

    const string Shared = """
        create policy platform on files for select using (app_serves(district));
        create policy read_proposal on files for select using (
            district = (select app_district()) and owner_kind = 'proposal' and exists (select from proposals p where p.id = owner_id));
        create policy add_proposal on files for insert with check (
            district = app_district() and by = app_user() and owner_kind = 'proposal' and exists (select from proposals p where p.id = owner_id));
        create policy remove_proposal on files for delete using (
            district = (select app_district()) and owner_kind = 'proposal' and exists (select from proposals p where p.id = owner_id)
            and (by = (select app_user()) or ((select app_body()) = 'cppcc' and (select app_is('office')))));

        -- Counters tell nothing of any matter; whoever may add a numbered row of the district counts on.
        create policy count on number_series using (district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline', 'party', 'public'))
            with check (district = app_district() and app_body() in ('cppcc', 'discipline', 'party', 'public'));

        -- Names stay in their body, but for those who run the loop together.
        create policy platform on people using (app_serves(district) or (select app_body()) = 'service') with check (app_serves(district));
        create policy read on people for select using (
            district = (select app_district()) and (user_id = (select app_user()) or (select app_is_joint())));
        """;
}
