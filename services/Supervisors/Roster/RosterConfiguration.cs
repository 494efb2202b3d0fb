using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Supervisors.Roster;

internal sealed class SupervisorConfiguration : IEntityTypeConfiguration<Supervisor>
{
    public void Configure(EntityTypeBuilder<Supervisor> builder)
    {
        builder.ToTable("supervisors");
        builder.Property(s => s.Name).HasMaxLength(100);
        builder.Property(s => s.Sector).HasMaxLength(40);
        builder.Property(s => s.Contact).HasMaxLength(100);
        builder.Property(s => s.ProposedBy).HasMaxLength(200);
        builder.Property(s => s.Criteria).HasMaxLength(2000);
        builder.Property(s => s.Decision).HasMaxLength(2000);
        builder.Property(s => s.LetterNumber).HasMaxLength(40);
        builder.Property(s => s.From).HasColumnName("from_day");
        builder.Property(s => s.Until).HasColumnName("until_day");
        builder.Property(s => s.ImportKey).HasMaxLength(64);
        builder.Ignore(s => s.IsOnRoster);
        builder.HasIndex(s => new { s.District, s.UserId }).IsUnique();
        builder.HasIndex(s => new { s.District, s.ImportKey }).IsUnique();
        builder.HasIndex(s => new { s.District, s.Id });
        builder.HasIndex(s => new { s.District, s.Name, s.Id });
        builder.HasIndex(s => new { s.District, s.Status, s.Id }); // few of all supervisors ever are in office
        builder.HasIndex(s => s.DueCheck).HasFilter("due_check is not null");
    }
}

internal sealed class AppointmentConfiguration : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("appointments");
        builder.Property(a => a.Number).HasMaxLength(40);
        builder.Property(a => a.From).HasColumnName("from_day");
        builder.Property(a => a.Until).HasColumnName("until_day");
        builder.Property(a => a.Decision).HasMaxLength(2000);
        builder.HasOne<Supervisor>().WithMany().HasForeignKey(a => a.SupervisorId);
        builder.HasIndex(a => new { a.District, a.Number }).IsUnique();
    }
}

internal sealed class RosterEventConfiguration : IEntityTypeConfiguration<RosterEvent>
{
    public void Configure(EntityTypeBuilder<RosterEvent> builder)
    {
        builder.ToTable("roster_events");
        builder.Property(e => e.Why).HasMaxLength(2000);
        builder.HasOne<Supervisor>().WithMany().HasForeignKey(e => e.SupervisorId);
    }
}

internal sealed class RosterSettingsConfiguration : IEntityTypeConfiguration<RosterSettings>
{
    public void Configure(EntityTypeBuilder<RosterSettings> builder)
    {
        builder.ToTable("roster_settings");
        builder.HasKey(s => s.District);
    }
}

internal static class RosterSecurity
{
    /// <summary>
    /// Those who run supervision read the roster, a supervisor only their own entry; the conference's office keeps it, its chair changes standings.
    /// </summary>
    public const string Declaration = """
        create policy platform on supervisors using (app_serves(district)) with check (app_serves(district));
        create policy read_joint on supervisors for select using (district = (select app_district()) and (select app_is_joint()));
        create policy read_own on supervisors for select using (
            district = (select app_district()) and (select app_body()) = 'cppcc' and user_id = (select app_user()));
        create policy nominate on supervisors for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('office') and nominated_by = app_user());
        create policy change on supervisors for update
            using (district = (select app_district()) and (select app_body()) = 'cppcc'
                and ((select app_is('office')) or ((select app_is('chair')) and status in ('Appointed', 'Suspended'))))
            with check (district = app_district() and app_body() = 'cppcc'
                and (app_is('office') or (app_is('chair') and status in ('Appointed', 'Suspended', 'Ended'))));

        create policy platform on appointments using (app_serves(district)) with check (app_serves(district));
        create policy read on appointments for select using (
            district = (select app_district()) and exists (select from supervisors s where s.id = supervisor_id));
        create policy add on appointments for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('office') and by = app_user());

        create policy platform on roster_events using (app_serves(district)) with check (app_serves(district));
        create policy read on roster_events for select using (
            district = (select app_district()) and exists (select from supervisors s where s.id = supervisor_id));
        create policy add on roster_events for insert with check (
            district = app_district() and app_body() = 'cppcc' and by = app_user()
            and (app_is('office') or (app_is('chair') and step in ('Suspended', 'Reinstated', 'Ended'))));

        create policy platform on roster_settings for select using (app_serves(district));
        create policy read on roster_settings for select using (district = (select app_district()) and ((select app_is_joint()) or (select app_is('admin'))));
        create policy change on roster_settings using (district = (select app_district()) and (select app_body()) = 'cppcc' and (select app_is('admin')))
            with check (district = app_district() and app_body() = 'cppcc' and app_is('admin') and changed_by = app_user());

        -- How many places are taken: a number, for the admin who sets how many there are and reads no roster.
        create or replace function app_on_roster() returns int language sql stable security definer set search_path = public, pg_temp as $$
            select count(*)::int from supervisors where district = app_district() and status in ('Appointed', 'Suspended') $$;
        """;
}
