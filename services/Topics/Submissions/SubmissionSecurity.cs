namespace Supervision.Topics.Submissions;

/// <summary>Row-level security of submissions.</summary>
internal static class SubmissionSecurity
{
    public const string Declaration = """
        create policy read_author on submissions for select using (
            district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('member', 'supervisor', 'office', 'secretary', 'chair'))
            and author = (select app_user()));
        create policy read_office on submissions for select using (
            district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office', 'secretary', 'chair')) and submitted_at is not null);
        create policy read_party on submissions for select using (
            district = (select app_district()) and (select app_body()) = 'party' and (select app_is('reviewer')) and forwarded_at is not null);
        create policy draft on submissions for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('member', 'supervisor') and author = app_user() and status = 'Draft');
        create policy change_author on submissions for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('member', 'supervisor'))
                and author = (select app_user()) and status in ('Draft', 'Returned'))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('member', 'supervisor') and author = app_user()
                and status in ('Draft', 'Returned', 'Submitted'));
        create policy change_office on submissions for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('office'))
                and status in ('Submitted', 'Accepted', 'Forwarded'))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('office')
                and status in ('Accepted', 'Returned', 'Declined', 'Forwarded', 'Answered'));
        create policy answer_party on submissions for update
            using (district = (select app_district()) and (select app_body()) = 'party' and (select app_is('reviewer')) and status = 'Forwarded')
            with check (district = app_district() and app_body() = 'party' and app_is('reviewer') and status = 'Answered' and answered_by = app_user());
        """;
}
