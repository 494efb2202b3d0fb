using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;

namespace Supervision.Assessment.Closing;

internal sealed class TopicAssessmentConfiguration : IEntityTypeConfiguration<TopicAssessment>
{
    public void Configure(EntityTypeBuilder<TopicAssessment> builder)
    {
        builder.ToTable("topic_assessments");
        builder.Property(a => a.Content).IsJson();
        builder.Property(a => a.ContentHash).HasMaxLength(64);
        builder.Property(a => a.Decisions).IsJson();
        builder.HasIndex(a => a.TopicId).IsUnique();
        builder.HasOne<TopicCopy>().WithMany().HasForeignKey(a => a.TopicId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class ClosingSecurity
{
    public const string Declaration = """
        create policy platform on topics using (app_serves(district)) with check (app_serves(district));
        create policy read on topics for select using (district = (select app_district()) and ((select app_is_joint()) or (select app_is_concerned())));

        create policy platform on topic_assessments for select using (app_serves(district));
        create policy read_joint on topic_assessments for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_recorded on topic_assessments for select using (
            district = (select app_district()) and (select app_is_concerned()) and status = 'Recorded');
        create policy write on topic_assessments for insert with check (
            district = app_district() and app_keeps() and written_by = app_user() and status = 'Draft');
        create policy change on topic_assessments for update
            using (district = (select app_district()) and (select app_keeps()) and status = 'Draft')
            with check (district = app_district() and app_keeps() and status in ('Draft', 'Submitted'));
        create policy decide on topic_assessments for update
            using (district = (select app_district()) and (select app_leads()) and status = 'Submitted')
            with check (district = app_district() and app_leads());
        """;
}
