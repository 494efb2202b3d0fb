using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;

namespace Supervision.Supervisors.Places;

internal sealed class PlaceConfiguration : IEntityTypeConfiguration<Place>
{
    public void Configure(EntityTypeBuilder<Place> builder)
    {
        builder.ToTable("places");
        builder.Property(p => p.Name).HasMaxLength(200);
        builder.Property(p => p.Position).IsJson();
        builder.Property(p => p.Contacts).IsJson();
        builder.HasIndex(p => new { p.District, p.Kind, p.Name }).IsUnique();
        builder.HasIndex(p => new { p.District, p.EnteredAt, p.Id });
    }
}

internal sealed class SupervisorBaseConfiguration : IEntityTypeConfiguration<SupervisorBase>
{
    public void Configure(EntityTypeBuilder<SupervisorBase> builder)
    {
        builder.ToTable("supervisor_bases");
        builder.HasKey(b => b.UserId);
        builder.HasOne<Place>().WithMany().HasForeignKey(b => b.PlaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>
/// Row-level security of the directory: everybody in the district reads it; only dispatchers read from where a supervisor is reachable.
/// </summary>
internal static class PlaceSecurity
{
    public const string Declaration = """
        create policy platform on places for select using (app_serves(district));
        create policy read on places for select using (district = (select app_district()));
        create policy enter on places for insert with check (district = app_district() and app_keeps());
        create policy change on places for update using (district = (select app_district()) and (select app_keeps()))
            with check (district = app_district() and app_keeps());

        create policy read on supervisor_bases for select using (
            district = (select app_district()) and (user_id = (select app_user())
                or ((select app_body()) = 'cppcc' and (select app_is('office', 'liaison')))));
        create policy declare on supervisor_bases for insert with check (
            district = app_district() and user_id = app_user() and app_body() = 'cppcc' and app_is('supervisor'));
        create policy move on supervisor_bases for update using (district = (select app_district()) and user_id = (select app_user()))
            with check (district = app_district() and user_id = app_user() and app_body() = 'cppcc' and app_is('supervisor'));
        create policy withdraw on supervisor_bases for delete using (district = (select app_district()) and user_id = (select app_user()));
        """;
}
