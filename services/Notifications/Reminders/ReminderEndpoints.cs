using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Reminders;

/// <summary>When the district reminds and escalates (R45).</summary>
internal static class ReminderEndpoints
{
    public static void MapReminders(this RouteGroupBuilder notifications)
    {
        notifications.MapGet("/reminder-rule", GetAsync).RequireRole(RoleGroups.BothBodies)
            .WithName("GetReminderRule").WithSummary("When the district reminds of deadlines and escalates.");
        notifications.MapPut("/reminder-rule", SetAsync).RequireRole(Cppcc.Admin, Discipline.Admin)
            .WithName("SetReminderRule").WithSummary("Sets it, replans reminders and notifies both bodies. If-Match is checked when given.");
    }

    static async Task<Ok<ReminderRuleView>> GetAsync(Caller caller, NotificationsDb db, HttpContext http, CancellationToken ct)
    {
        var rule = await db.Set<ReminderRule>().AsNoTracking().SingleOrDefaultAsync(r => r.District == caller.District, ct);
        http.SetEntityTag(rule?.Version ?? 0);
        return TypedResults.Ok(ReminderRuleView.For(rule));
    }

    static async Task<Ok<ReminderRuleView>> SetAsync(
        ReminderRuleRequest request, Caller caller, NotificationsDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        // Waits until the change before is applied, instead of colliding with that.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var rule = await db.Set<ReminderRule>().FromSql($"select *, xmin from reminder_rules where district = {caller.District} for update")
            .SingleOrDefaultAsync(ct);
        http.Request.CheckMatch(rule?.Version ?? 0);
        int[] daysBefore = [.. request.DaysBefore.OrderDescending()];
        var now = clock.GetUtcNow();
        if (rule is null)
        {
            db.Add(rule = new()
            {
                District = caller.District,
                DaysBefore = daysBefore,
                OnTheDay = request.OnTheDay,
                SendAt = request.SendAt,
                LiaisonsAfter = request.LiaisonsAfter,
                LeadersAfter = request.LeadersAfter,
                ChangedBy = caller.UserId,
                ChangedByBody = caller.Body,
                ChangedAt = now,
                Applied = false,
            });
        }
        else
        {
            (rule.DaysBefore, rule.OnTheDay, rule.SendAt) = (daysBefore, request.OnTheDay, request.SendAt);
            (rule.LiaisonsAfter, rule.LeadersAfter, rule.Applied) = (request.LiaisonsAfter, request.LeadersAfter, false);
            (rule.ChangedBy, rule.ChangedByBody, rule.ChangedAt) = (caller.UserId, caller.Body, now);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        http.SetEntityTag(rule.Version);
        return TypedResults.Ok(ReminderRuleView.For(rule));
    }
}
