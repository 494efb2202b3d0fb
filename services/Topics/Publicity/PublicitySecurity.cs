namespace Supervision.Topics.Publicity;

/// <summary>Row-level security of media reports.</summary>
internal static class PublicitySecurity
{
    public const string Declaration = """
        create policy read on publicity for select using (
            district = (select app_district()) and (select app_body()) in ('cppcc', 'discipline') and exists (select from topics t where t.id = topic_id));
        create policy record on publicity for insert with check (
            district = app_district() and app_keeps() and recorded_by = app_user()
            and exists (select from topics t where t.id = topic_id and t.selected_at is not null));
        create policy correct on publicity for update
            using (district = (select app_district()) and (select app_keeps())) with check (district = app_district() and app_keeps());
        create policy remove on publicity for delete using (district = (select app_district()) and (select app_keeps()));
        """;
}
