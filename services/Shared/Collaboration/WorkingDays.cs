using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;

namespace Supervision.Collaboration;

/// <summary>A day on which the district deviates from the national calendar: a day off or a working day (R37).</summary>
public sealed class WorkingDay
{
    public required string District { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary><c>DayOff</c> or <c>Workday</c>.</summary>
    public required string Kind { get; init; }

    public required string Reason { get; init; }
}

/// <summary>Which version of a district's calendar a service's copy shows.</summary>
public sealed class CalendarCopy
{
    public required string District { get; init; }

    public required long Version { get; init; }
}

/// <summary>What districts add to the national calendar, and a service's copy of it, updated by <see cref="DistrictCalendarChanged"/>.</summary>
public static class WorkingDays
{
    public static void AddWorkingDays(this ModelBuilder model) => model.Entity<WorkingDay>(day =>
    {
        day.ToTable("working_days");
        day.HasKey(d => new { d.District, d.Date });
        day.Property(d => d.District).HasMaxLength(6);
        day.Property(d => d.Kind).HasMaxLength(20);
    });

    /// <summary>Adds the tables of a service that keeps a copy.</summary>
    public static void AddCalendarCopies(this ModelBuilder model)
    {
        model.AddWorkingDays();
        model.Entity<CalendarCopy>(copy =>
        {
            copy.ToTable("calendar_copies");
            copy.HasKey(c => c.District);
            copy.Property(c => c.District).HasMaxLength(6);
        });
    }

    /// <summary>Row-level security of the copy: everybody in the district may read the days; only the platform writes them.</summary>
    public const string Declaration = """
        create policy platform on working_days using (app_serves(district)) with check (app_serves(district));
        create policy read on working_days for select using (district = (select app_district()));
        create policy platform on calendar_copies using (app_serves(district)) with check (app_serves(district));
        """;

    /// <summary>
    /// Updates the copy; an event older than the copy changes nothing. This and a simultaneous deadline calculation wait for each other
    /// (<see cref="LockCalendarAsync"/>), so once this is committed no deadline is calculated by the old calendar.
    /// </summary>
    /// <returns>Whether the copy changed.</returns>
    public static async Task<bool> CopyCalendarAsync(this DbContext db, DistrictCalendarChanged e, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({LockOf(e.District)}, 0))", ct);
        var newer = await db.Database.ExecuteSqlAsync($"""
            insert into calendar_copies as copy (district, version) values ({e.District}, {e.Version})
            on conflict (district) do update set version = excluded.version where copy.version < excluded.version
            """, ct);
        if (newer == 0) return false;
        var (dates, kinds, reasons) = (e.Days.Select(d => d.Date).ToArray(), e.Days.Select(d => d.Kind).ToArray(), e.Days.Select(d => d.Reason).ToArray());
        await db.Database.ExecuteSqlAsync($"delete from working_days where district = {e.District}", ct);
        await db.Database.ExecuteSqlAsync($"""
            insert into working_days (district, date, kind, reason)
            select {e.District}, * from unnest({dates}, {kinds}, {reasons})
            """, ct);
        return true;
    }

    /// <summary>Locks the district's calendar until the transaction ends; by then a recount finds the deadlines calculated from it.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public static Task LockCalendarAsync(this DbContext db, string district, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A calendar can only be locked inside a transaction.");
        return db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtextextended({LockOf(district)}, 0))", ct);
    }

    static string LockOf(string district) => $"calendar/{district}";
}
