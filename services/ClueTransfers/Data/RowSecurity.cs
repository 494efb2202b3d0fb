using Supervision.ClueTransfers.Attachments;
using Supervision.ClueTransfers.Subscriptions;
using Supervision.Collaboration;
using Supervision.Messaging;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Data;

/// <summary>
/// Row-level security of the service's tables: the same rules as the application's own checks, enforced below them. The body that holds a clue
/// may change it: the CPPCC until its transfer and when it was returned, the commission from the transfer on.
/// </summary>
/// <remarks>
/// Policies on rows that belong to a clue check whether the clue is visible under its own policies. A clue's handler is in
/// <c>assignments</c>, whose policies do not refer to <c>clues</c>, so there is no cycle.
/// </remarks>
internal static class RowSecurity
{
    public static readonly string[] Declaration =
    [
        ScopeFunctions.Declaration, MessagingSchema.Declaration, IdempotencyExtensions.Declaration, WorkingDays.Declaration,
        Clues, Entry, Approval, Commission, Shared, AttachmentSchema.Declaration, SubscriptionSetup.Declaration,
    ];

    /// <summary>
    /// The intake gate (R33): the CPPCC's list of excluded matters is set by its admin; the office may erase drafts and the clues merged
    /// into them.
    /// </summary>
    const string Entry = """
        create policy read on entry_rules for select using (
            district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('admin', 'office', 'member', 'supervisor')));
        create policy configure on entry_rules for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('admin') and changed_by = app_user());
        create policy reconfigure on entry_rules for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('admin')))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('admin') and changed_by = app_user());

        create policy refuse_entry on clues for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office')) and status in ('Draft', 'Merged'))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('office') and status = 'Refused'
                and title = '' and account = '' and evidence = '{}');
        """;

    const string Clues = """
        create policy platform on clues using (app_serves(district)) with check (app_serves(district));
        create policy read_cppcc on clues for select using (
            district = (select app_district()) and (select app_body()) = 'cppcc' and (
                (select app_is('office', 'secretary', 'chair'))
                or ((select app_is('member', 'supervisor')) and (select app_user()) = any (author_ids))
                or ((select app_is('system')) and transferred_at is not null)));
        create policy read_discipline on clues for select using (
            district = (select app_district()) and (select app_body()) = 'discipline' and transferred_at is not null and (
                (select app_is('intake', 'leader', 'system'))
                or ((select app_is('handler')) and exists (select from assignments a where a.clue_id = id and a.handler = (select app_user())))));
        create policy register on clues for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('office', 'member', 'supervisor')
            and status = 'Draft' and registered_by = app_user() and author_ids = array[app_user()] and transferred_at is null);

        create policy change_office on clues for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office'))
                and status in ('Draft', 'Collated', 'InApproval', 'Approved', 'Returned'))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('office')
                and status in ('Draft', 'Collated', 'Merged', 'InApproval', 'Approved', 'Returned', 'Rejected', 'Withdrawn', 'Transferred'));
        create policy change_approver on clues for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('secretary', 'chair'))
                and status = 'InApproval')
            with check (district = app_district() and app_body() = 'cppcc' and app_is('secretary', 'chair')
                and status in ('InApproval', 'Approved', 'Returned', 'Rejected'));
        create policy change_author on clues for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('member', 'supervisor'))
                and status = 'Draft' and (select app_user()) = any (author_ids))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('member', 'supervisor')
                and status in ('Draft', 'Withdrawn') and app_user() = any (author_ids));
        create policy change_intake on clues for update
            using (district = (select app_district()) and (select app_body()) = 'discipline' and (select app_is('intake'))
                and status in ('Transferred', 'Received'))
            with check (district = app_district() and app_body() = 'discipline' and app_is('intake')
                and status in ('Received', 'Accepted', 'Returned', 'Declined'));
        create policy change_handler on clues for update
            using (district = (select app_district()) and (select app_body()) = 'discipline' and (select app_is('handler'))
                and status in ('Accepted', 'Disposed'))
            with check (district = app_district() and app_body() = 'discipline' and app_is('handler') and status in ('Accepted', 'Closed')
                and exists (select from assignments a where a.clue_id = id and a.handler = app_user()));
        create policy change_leader on clues for update
            using (district = (select app_district()) and (select app_body()) = 'discipline' and (select app_is('leader'))
                and status in ('Accepted', 'Disposed'))
            with check (district = app_district() and app_body() = 'discipline' and app_is('leader') and status in ('Accepted', 'Disposed', 'Closed'));

        create policy platform on clue_events using (app_serves(district)) with check (app_serves(district));
        create policy read on clue_events for select using (
            district = (select app_district()) and (audience = 'Both' or lower(audience) = (select app_body()))
            and exists (select from clues c where c.id = clue_id));
        create policy add on clue_events for insert with check (
            district = app_district() and by = app_user() and by_body = app_body() and (audience = 'Both' or lower(audience) = app_body())
            and exists (select from clues c where c.id = clue_id));

        create policy platform on clue_reads for select using (app_serves(district));
        create policy read on clue_reads for select using (
            district = (select app_district()) and body = (select app_body())
            and (((select app_body()) = 'cppcc' and (select app_is('chair'))) or ((select app_body()) = 'discipline' and (select app_is('leader')))));
        create policy note on clue_reads for insert with check (
            district = app_district() and body = app_body() and user_id = app_user() and exists (select from clues c where c.id = clue_id));
        """;

    const string Approval = """
        create policy read on approval_decisions for select using (
            district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office', 'secretary', 'chair')));
        create policy decide on approval_decisions for insert with check (
            district = app_district() and app_body() = 'cppcc' and by = app_user() and exists (select from clues c where c.id = clue_id)
            and ((on_behalf_of is null and app_is(role))
                or exists (select from delegations d where d.district = approval_decisions.district and d.from_user = on_behalf_of
                    and d.to_user = app_user() and role = any (d.roles) and now() >= d.starts and now() < d.ends)));

        create policy read on approval_chains for select using (
            district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office', 'secretary', 'chair', 'admin')));
        create policy configure on approval_chains for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('admin') and changed_by = app_user());
        create policy reconfigure on approval_chains for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('admin')))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('admin') and changed_by = app_user());

        create policy read on delegations for select using (
            district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office', 'secretary', 'chair', 'admin')));
        create policy delegate on delegations for insert with check (
            district = app_district() and app_body() = 'cppcc' and from_user = app_user() and app_is('office', 'secretary', 'chair') and roles <@ app_roles());
        create policy finish on delegations for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc'
                and ((from_user = (select app_user()) and (select app_is('office', 'secretary', 'chair'))) or (select app_is('admin'))));
        """;

    const string Commission = """
        -- The policies of clues query assignments, so those of assignments may not query clues: a function with the owner's rights does.
        create or replace function clue_is_transferred(clue uuid, of_district text) returns boolean
            language sql stable security definer set search_path = public, pg_temp as
            $$ select exists (select from clues where id = clue and district = of_district and transferred_at is not null) $$;

        create policy platform on assignments for select using (app_serves(district));
        create policy read on assignments for select using (
            district = (select app_district()) and (select app_body()) = 'discipline'
            and ((select app_is('intake', 'leader')) or ((select app_is('handler')) and handler = (select app_user()))));
        create policy assign on assignments for insert with check (
            district = app_district() and app_body() = 'discipline' and app_is('intake') and by = app_user()
            and clue_is_transferred(clue_id, district)
            and exists (select from people p where p.user_id = handler and p.district = assignments.district
                and p.body = 'discipline' and p.active and 'handler' = any (p.roles)));

        create policy read on disposal_proposals for select using (
            district = (select app_district()) and (select app_body()) = 'discipline' and (
                (select app_is('leader'))
                or ((select app_is('handler')) and exists (select from assignments a where a.clue_id = disposal_proposals.clue_id and a.handler = (select app_user())))));
        create policy propose on disposal_proposals for insert with check (
            district = app_district() and app_body() = 'discipline' and app_is('handler') and proposed_by = app_user() and outcome = 'Pending'
            and exists (select from assignments a where a.clue_id = disposal_proposals.clue_id and a.handler = app_user()));
        create policy decide on disposal_proposals for update
            using (district = (select app_district()) and (select app_body()) = 'discipline' and (select app_is('leader')) and outcome = 'Pending')
            with check (district = app_district() and app_body() = 'discipline' and app_is('leader') and decided_by = app_user()
                and outcome in ('SentBack', 'Approved'));

        create policy read on receipt_rules for select using (
            district = (select app_district()) and (
                ((select app_body()) = 'cppcc' and (select app_is('office')))
                or ((select app_body()) = 'discipline' and (select app_is('intake', 'leader', 'admin')))));
        create policy configure on receipt_rules for insert with check (
            district = app_district() and app_body() = 'discipline' and app_is('admin') and changed_by = app_user());
        create policy reconfigure on receipt_rules for update
            using (district = (select app_district()) and (select app_body()) = 'discipline' and (select app_is('admin')))
            with check (district = app_district() and app_body() = 'discipline' and app_is('admin') and changed_by = app_user());
        """;

    const string Shared = """
        create policy read on supplements for select using (
            district = (select app_district()) and exists (select from clues c where c.id = clue_id));
        create policy supplement on supplements for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('office') and by = app_user()
            and exists (select from clues c where c.id = clue_id and c.transferred_at is not null));

        -- The platform itself takes a register number for a clue that came from a finding.
        create policy platform on number_series
            using (app_serves(district) and series = 'register') with check (app_serves(district) and series = 'register');
        create policy number_read on number_series for select using (district = (select app_district()) and (select app_body()) = 'cppcc');
        create policy number_first on number_series for insert with check (
            district = app_district() and app_body() = 'cppcc' and last = 1
            and ((series = 'register' and app_is('office', 'member', 'supervisor')) or (series = 'letter' and app_is('office'))));
        create policy number_next on number_series for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc'
                and ((series = 'register' and (select app_is('office', 'member', 'supervisor'))) or (series = 'letter' and (select app_is('office')))));

        -- Names are visible only within their body, to those who work on clues.
        create policy platform on people using (app_serves(district) or (select app_body()) = 'service') with check (app_serves(district));
        create policy read on people for select using (
            district = (select app_district()) and body = (select app_body()) and (user_id = (select app_user())
                or ((select app_body()) = 'cppcc' and (select app_is('office', 'secretary', 'chair', 'admin')))
                or ((select app_body()) = 'discipline' and (select app_is('intake', 'handler', 'leader')))));
        """;
}
