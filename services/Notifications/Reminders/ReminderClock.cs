using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Notifications.Rules;
using Supervision.Persistence;

namespace Supervision.Notifications.Reminders;

/// <summary>
/// Sends reminders at their instant. They are planned in the database; the copy that claims a reminder writes it into the inboxes and marks it sent
/// in the same transaction. So a restart forgets nothing, and several copies send each once (docs/decisions/0007-reminders.md).
/// </summary>
internal sealed partial class ReminderClock(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReminderClock> logger) : BackgroundService
{
    const int Batch = 50;

    /// <summary>A reminder planned meanwhile is normally hours away; one that is not may be this late.</summary>
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        do
        {
            try
            {
                while (await ApplyRuleAsync(stoppingToken)) { }
                while (await SendAsync(stoppingToken) == Batch) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e.IsOfDatabase())
            {
                Interrupted(e);
            }
        }
        while (await TickAsync(timer, stoppingToken));
    }

    /// <summary>Sends due reminders that no other copy has claimed. One that could not be sent before its time was over is dropped.</summary>
    /// <returns>How many reminders were looked at.</returns>
    internal async Task<int> SendAsync(CancellationToken ct)
    {
        await using var scope = Scope();
        var (db, writer) = (scope.ServiceProvider.GetRequiredService<NotificationsDb>(), scope.ServiceProvider.GetRequiredService<NoticeWriter>());
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.GetUtcNow();
        var due = await db.Set<Reminder>().FromSql($"""
            select * from reminders where sent_at is null and at <= {now} order by at, id limit {Batch} for update skip locked
            """).ToListAsync(ct);
        var ids = due.Select(reminder => reminder.DeadlineId).ToList();
        var deadlines = await db.Set<Deadline>().AsNoTracking().Where(d => ids.Contains(d.DeadlineId)).ToDictionaryAsync(d => d.DeadlineId, ct);
        foreach (var reminder in due)
        {
            if (ReminderStep.IsAhead(reminder.Step) && reminder.Due <= now)
            {
                db.Remove(reminder);
                continue;
            }

            await writer.WriteAsync([.. ReminderNotices.Of(deadlines[reminder.DeadlineId], reminder.Step, now)], reminder.District, reminder.Id, ct);
            reminder.SentAt = now;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    /// <summary>Replans a district's open deadlines by a changed rule, and notifies of the change.</summary>
    /// <returns>Whether there was a changed rule.</returns>
    internal async Task<bool> ApplyRuleAsync(CancellationToken ct)
    {
        await using var scope = Scope();
        var (db, book) = (scope.ServiceProvider.GetRequiredService<NotificationsDb>(), scope.ServiceProvider.GetRequiredService<ReminderBook>());
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var rule = await db.Set<ReminderRule>().FromSql($"select *, xmin from reminder_rules where not applied limit 1 for update skip locked")
            .SingleOrDefaultAsync(ct);
        if (rule is null) return false;
        await book.HoldTimesAsync(rule.District, ct);
        var open = await db.Set<Deadline>().FromSql($"select * from deadlines where district = {rule.District} and open order by deadline_id for update")
            .ToListAsync(ct);
        foreach (var deadline in open) await book.PlanAsync(deadline, rule.Times, ct);
        rule.Applied = true;
        await scope.ServiceProvider.GetRequiredService<NoticeWriter>()
            .WriteAsync([.. ReminderNotices.Of(rule)], rule.District, Guid.CreateVersion7(clock.GetUtcNow()), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    AsyncServiceScope Scope()
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        return scope;
    }

    [LoggerMessage(LogLevel.Warning, "Reminders could not be sent; they are tried again shortly")]
    partial void Interrupted(Exception e);
}
