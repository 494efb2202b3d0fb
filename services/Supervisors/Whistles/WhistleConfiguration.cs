using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Persistence;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Places;

namespace Supervision.Supervisors.Whistles;

internal sealed class WhistleConfiguration : IEntityTypeConfiguration<Whistle>
{
    public void Configure(EntityTypeBuilder<Whistle> builder)
    {
        builder.ToTable("whistles");
        builder.Property(w => w.Reference).HasMaxLength(20);
        builder.Property(w => w.Position).IsJson();
        builder.Property(w => w.Sector).HasMaxLength(40);
        builder.HasIndex(w => new { w.District, w.Reference }).IsUnique();
        builder.HasIndex(w => new { w.District, w.RaisedAt, w.Id });
        builder.HasIndex(w => w.PlaceId);
        builder.HasOne<Place>().WithMany().HasForeignKey(w => w.PlaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Row-level security of whistles: beneath <see cref="Field.FieldAccess"/>, and enforcing the same.</summary>
internal static class WhistleSecurity
{
    public static readonly string Declaration = ScopeFunctions.Group("app_dispatches", FieldAccess.Dispatchers) + Policies;

    const string Policies = """
        create policy platform on whistles for select using (app_serves(district));
        create policy read_joint on whistles for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_own on whistles for select using (
            district = (select app_district()) and ((select app_user()) = any (whistlers) or (select app_user()) = any (supervisors)));
        create policy raise on whistles for insert with check (
            district = app_district() and status = 'Raised' and raised_by = app_user() and app_user() = any (whistlers)
            and (app_dispatches() or exists (select from places p where p.id = place_id and app_user() = any (p.keepers))));
        create policy dispatch on whistles for update
            using (district = (select app_district()) and (select app_dispatches()) and status in ('Raised', 'Reopened'))
            with check (district = app_district() and app_dispatches() and status = 'Dispatched');
        create policy work on whistles for update
            using (district = (select app_district()) and (select app_takes_part()) and (select app_user()) = any (supervisors)
                and status in ('Dispatched', 'ReportedIn'))
            with check (district = app_district() and app_user() = any (supervisors) and status in ('ReportedIn', 'Resolved'));
        create policy answer on whistles for update
            using (district = (select app_district()) and (select app_user()) = any (whistlers) and status = 'Resolved')
            with check (district = app_district() and app_user() = any (whistlers) and status in ('Confirmed', 'Reopened'));
        """;
}
