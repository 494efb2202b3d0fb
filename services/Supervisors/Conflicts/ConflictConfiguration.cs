using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Supervision.Supervisors.Conflicts;

internal sealed class TieConfiguration : IEntityTypeConfiguration<Tie>
{
    public void Configure(EntityTypeBuilder<Tie> builder)
    {
        builder.ToTable("ties");
        builder.Property(t => t.Unit).HasMaxLength(32);
        builder.Property(t => t.Kind).HasMaxLength(12);
        builder.Property(t => t.Detail).HasMaxLength(500);
        builder.Property(t => t.WithdrawnFor).HasMaxLength(2000);
        builder.HasIndex(t => new { t.District, t.UserId, t.Unit, t.Kind }).IsUnique().HasFilter("withdrawn_at is null");
    }
}

internal sealed class ConflictOverrideConfiguration : IEntityTypeConfiguration<ConflictOverride>
{
    public void Configure(EntityTypeBuilder<ConflictOverride> builder)
    {
        builder.ToTable("conflict_overrides");
        builder.Property(o => o.Unit).HasMaxLength(32);
        builder.Property(o => o.Kind).HasMaxLength(10);
        builder.Property(o => o.Until).HasColumnName("until_day");
        builder.Property(o => o.Why).HasMaxLength(2000);
        builder.HasIndex(o => new { o.District, o.UserId, o.Unit });
    }
}

internal sealed class ConflictFlagConfiguration : IEntityTypeConfiguration<ConflictFlag>
{
    public void Configure(EntityTypeBuilder<ConflictFlag> builder)
    {
        builder.ToTable("conflict_flags");
        builder.Property(f => f.Unit).HasMaxLength(32);
        builder.Property(f => f.Kind).HasMaxLength(10);
        builder.Property(f => f.Name).HasMaxLength(100);
        builder.Property(f => f.SettledHow).HasMaxLength(2000);
        builder.HasOne<Tie>().WithMany().HasForeignKey(f => f.TieId);
        builder.HasIndex(f => new { f.TieId, f.MatterId }).IsUnique();
        builder.HasIndex(f => new { f.District, f.Id });
    }
}

internal static class ConflictSecurity
{
    /// <summary>
    /// Ties are read by whoever has them and by those who run supervision. The check itself must see them for any planner: a function running as the
    /// owner answers it, only for the district of the unit of work, and returns only who, which unit and which kind.
    /// </summary>
    public const string Declaration = """
        create policy platform on ties for select using (app_serves(district));
        create policy read on ties for select using (
            district = (select app_district())
            and ((select app_is_joint()) or ((select app_takes_part()) and user_id = (select app_user()))));
        create policy declare on ties for insert with check (
            district = app_district() and declared_by = app_user() and app_takes_part() and (user_id = app_user() or app_keeps()));
        create policy withdraw on ties for update
            using (district = (select app_district()) and (select app_takes_part())
                and (user_id = (select app_user()) or (select app_keeps())))
            with check (district = app_district() and withdrawn_by = app_user());

        create policy read on conflict_overrides for select using (
            district = (select app_district())
            and ((select app_is_joint()) or ((select app_takes_part()) and user_id = (select app_user()))));
        create policy add on conflict_overrides for insert with check (
            district = app_district() and app_body() = 'cppcc' and app_is('chair') and by = app_user());

        create policy platform on conflict_flags for select using (app_serves(district));
        create policy read on conflict_flags for select using (
            district = (select app_district())
            and ((select app_is_joint()) or ((select app_takes_part()) and user_id = (select app_user()))));
        create policy raise on conflict_flags for insert with check (
            district = app_district() and settled_at is null and exists (select from ties t where t.id = tie_id and t.declared_by = app_user()));
        create policy settle on conflict_flags for update
            using (district = (select app_district())
                and ((select app_keeps()) or ((select app_body()) = 'cppcc' and (select app_is('chair')))))
            with check (district = app_district() and settled_by = app_user());

        create or replace function app_conflicts(of_users uuid[], with_units text[], engaged_as text, on_day date)
            returns table (user_id uuid, unit text, kind text)
            language sql stable security definer set search_path = public, pg_temp as $$
            select t.user_id, t.unit::text, t.kind::text from ties t
            where t.district = app_district() and t.withdrawn_at is null and t.user_id = any (of_users) and t.unit = any (with_units)
                and not exists (select from conflict_overrides o where o.district = t.district and o.user_id = t.user_id and o.unit = t.unit
                    and o.kind = engaged_as and o.until_day >= on_day)
            order by t.declared_at $$;
        """;
}
