namespace Supervision.Assessment.Forms;

/// <summary>
/// Row-level security of feedback forms. Their policies query no other table, so that policies of every other table may query them. A unit sees no
/// row of a form before it is issued, and never one of another unit.
/// </summary>
internal static class FormSecurity
{
    public const string Declaration = """
        create policy platform on feedback_forms using (app_serves(district)) with check (app_serves(district));
        create policy read_joint on feedback_forms for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_concerned on feedback_forms for select using (
            district = (select app_district()) and (select app_is_concerned()) and issued_at is not null);
        create policy read_unit on feedback_forms for select using (
            district = (select app_district()) and (select app_speaks()) and unit = (select app_unit()) and issued_at is not null);
        create policy draft on feedback_forms for insert with check (
            district = app_district() and app_keeps() and drafted_by = app_user() and status = 'Draft' and issued_at is null);
        create policy write on feedback_forms for update
            using (district = (select app_district()) and (select app_keeps()) and (status = 'Draft' or (status = 'Consulting' and agreed_at is not null)))
            with check (district = app_district() and app_keeps()
                and ((status in ('Draft', 'Consulting') and agreed_at is null) or (status = 'Issued' and agreed_at is not null and number is not null)));
        create policy decide on feedback_forms for update
            using (district = (select app_district()) and (select app_leads()) and status = 'Consulting')
            with check (district = app_district() and app_leads() and status in ('Draft', 'Consulting') and issued_at is null);
        create policy answer on feedback_forms for update
            using (district = (select app_district()) and (select app_speaks()) and unit = (select app_unit()) and status in ('Issued', 'Received'))
            with check (district = app_district() and app_speaks() and unit = app_unit() and status in ('Received', 'Replied'));
        create policy judge on feedback_forms for update
            using (district = (select app_district()) and (select app_judges()) and status in ('Received', 'Replied', 'Closed'))
            with check (district = app_district() and app_judges() and status in ('Received', 'Replied', 'Closed') and number is not null);

        create policy platform on form_versions for select using (app_serves(district));
        create policy read on form_versions for select using (district = (select app_district()) and (select app_is_joint()));
        create policy write on form_versions for insert with check (
            district = app_district() and app_keeps() and by = app_user() and exists (select from feedback_forms f where f.id = form_id));

        create policy platform on form_items using (app_serves(district)) with check (app_serves(district));
        create policy read_bodies on form_items for select using (
            district = (select app_district()) and ((select app_is_joint()) or (select app_is_concerned())));
        create policy read_unit on form_items for select using (
            district = (select app_district()) and (select app_speaks()) and unit = (select app_unit()));
        create policy issue on form_items for insert with check (
            district = app_district() and app_keeps() and status = 'Open'
            and exists (select from feedback_forms f where f.id = form_id and f.unit = form_items.unit and f.status = 'Issued'));
        create policy answer on form_items for update
            using (district = (select app_district()) and (select app_speaks()) and unit = (select app_unit()) and status in ('Open', 'SentBack', 'Relapsed'))
            with check (district = app_district() and app_speaks() and unit = app_unit() and status = 'Replied');
        create policy judge on form_items for update
            using (district = (select app_district()) and (select app_judges()) and status in ('Replied', 'Closed'))
            with check (district = app_district() and app_judges() and status in ('Replied', 'SentBack', 'Closed', 'Relapsed'));
        """;
}
