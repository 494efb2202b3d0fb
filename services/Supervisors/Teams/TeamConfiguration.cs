using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Supervisors.Teams;

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("teams");
        builder.Property(t => t.Kind).HasMaxLength(10);
        builder.Property(t => t.TopicReference).HasMaxLength(20);
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.From).HasColumnName("from_day");
        builder.Property(t => t.Until).HasColumnName("until_day");
        builder.Property(t => t.DissolvedFor).HasMaxLength(2000);
        builder.Ignore(t => t.Mandate);
        // One active team per topic, even with concurrent requests.
        builder.HasIndex(t => t.TopicId).IsUnique().HasFilter("active and kind = 'Team'");
        builder.HasIndex(t => new { t.District, t.Kind, t.Id });
    }
}

internal static class TeamSecurity
{
    /// <summary>
    /// Those who run supervision read every team and squad, members and linked leaders only their own; those who keep them write them.
    /// </summary>
    public const string Declaration = """
        create policy platform on teams using (app_serves(district)) with check (app_serves(district));
        create policy read_joint on teams for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_own on teams for select using (
            district = (select app_district()) and (select app_takes_part())
            and ((select app_user()) = any (members) or (select app_user()) in (cppcc_leader, discipline_leader)));
        create policy form on teams for insert with check (district = app_district() and app_keeps() and formed_by = app_user());
        create policy change on teams for update using (district = (select app_district()) and (select app_keeps()))
            with check (district = app_district() and app_keeps());
        """;
}
