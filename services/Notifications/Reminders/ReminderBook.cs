using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;

namespace Supervision.Notifications.Reminders;

/// <summary>Keeps a deadline's planned reminders in line with its current state. Runs in the caller's transaction.</summary>
internal sealed class ReminderBook(NotificationsDb db, TimeProvider clock)
{
    /// <summary>
    /// Locks the district's rule against re-application until the transaction ends, so that no deadline is planned by the old rule afterwards.
    /// </summary>
    public async Task<ReminderTimes> TimesAsync(string district, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared(hashtextextended({LockOf(district)}, 0))", ct);
        var rule = await db.Set<ReminderRule>().AsNoTracking().SingleOrDefaultAsync(r => r.District == district, ct);
        return rule?.Times ?? ReminderTimes.Default;
    }

    /// <summary>Waits until no transaction plans by the former rule.</summary>
    public Task HoldTimesAsync(string district, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({LockOf(district)}, 0))", ct);

    /// <summary>Replans unsent reminders; waits for one being sent at this moment.</summary>
    public async Task PlanAsync(Deadline deadline, ReminderTimes times, CancellationToken ct)
    {
        var rows = await db.Set<Reminder>().FromSql($"select * from reminders where deadline_id = {deadline.DeadlineId} for update").ToListAsync(ct);
        var ofDue = rows.Where(r => r.Due == deadline.Due).ToList();
        var now = clock.GetUtcNow();
        var wanted = ReminderSchedule.Plan(
            deadline.Due, deadline.Open, times,
            [.. ofDue.Where(r => r.SentAt is not null).Select(r => r.Step)],
            [.. ofDue.Where(r => r.SentAt is null).Select(r => new PlannedReminder(r.Step, r.At))],
            now);
        foreach (var row in rows.Where(r => r.SentAt is null))
        {
            if (row.Due == deadline.Due && wanted.FirstOrDefault(w => w.Step == row.Step) is { Step: not null } kept) row.At = kept.At;
            else db.Remove(row);
        }

        foreach (var reminder in wanted.Where(w => ofDue.TrueForAll(r => r.Step != w.Step))) db.Add(Planned(deadline, reminder, now));
    }

    static Reminder Planned(Deadline deadline, PlannedReminder reminder, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        DeadlineId = deadline.DeadlineId,
        District = deadline.District,
        Due = deadline.Due,
        Step = reminder.Step,
        At = reminder.At,
    };

    static string LockOf(string district) => $"reminders/{district}";
}
