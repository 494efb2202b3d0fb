using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Supervision.Contracts;
using Supervision.Notifications.Data;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.Inbox;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Webhooks;

/// <summary>
/// An admin registers endpoints of the own body. A registration takes no Idempotency-Key: its answer holds a secret, which stored answers would keep.
/// </summary>
internal static class WebhookEndpoints
{
    const int LogLength = 200;

    public static void MapWebhooks(this RouteGroupBuilder notifications)
    {
        var webhooks = notifications.MapGroup("/webhooks").RequireRole(Cppcc.Admin, Discipline.Admin).WithTags("Webhooks");
        webhooks.MapGet("/", ListAsync).WithName("ListWebhooks");
        webhooks.MapPost("/", RegisterAsync).WithName("RegisterWebhook")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        webhooks.MapDelete("/{id:guid}", RemoveAsync).WithName("RemoveWebhook");
        webhooks.MapPost("/{id:guid}/secret", RotateAsync).WithName("RotateWebhookSecret").ProducesProblem(StatusCodes.Status409Conflict);
        webhooks.MapGet("/{id:guid}/messages", MessagesAsync).WithName("ListWebhookMessages");
        webhooks.MapPost("/{id:guid}/messages/{messageId:guid}/replay", ReplayAsync).WithName("ReplayWebhookMessage");
    }

    static async Task<Ok<WebhookList>> ListAsync(Caller caller, NotificationsDb db, BodyAccess access, CancellationToken ct) => TypedResults.Ok(
        new WebhookList([.. (await access.Webhooks(caller, db).AsNoTracking().OrderBy(w => w.Id).ToListAsync(ct)).Select(WebhookView.For)]));

    static async Task<Created<WebhookWithSecret>> RegisterAsync(
        RegisterWebhook request, Caller caller, NotificationsDb db, BodyAccess access, WebhookTargets targets, TimeProvider clock, CancellationToken ct)
    {
        if (targets.Defect(request.Address) is { } defect) throw new RequestProblem(StatusCodes.Status400BadRequest, defect);
        if (await access.Webhooks(caller, db).CountAsync(ct) >= Webhook.MostPerBody) throw new RuleViolation("webhook.too_many", Webhook.MostPerBody);
        var webhook = Webhook.Register(caller, request.Name.Trim(), request.Address, clock.GetUtcNow());
        db.Add(webhook);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RuleViolation("webhook.name_taken");
        }

        return TypedResults.Created($"/api/notifications/webhooks/{webhook.Id}", new WebhookWithSecret(WebhookView.For(webhook), webhook.Secret));
    }

    /// <summary>Deletes an endpoint, with its waiting messages and its log.</summary>
    static async Task<Results<NoContent, NotFound>> RemoveAsync(Guid id, Caller caller, NotificationsDb db, BodyAccess access, CancellationToken ct) =>
        await access.Webhooks(caller, db).Where(w => w.Id == id).ExecuteDeleteAsync(ct) == 1 ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Gives the endpoint a new secret; the old one also signs during the overlap.</summary>
    static async Task<Results<Ok<WebhookWithSecret>, NotFound>> RotateAsync(
        Guid id, Caller caller, NotificationsDb db, BodyAccess access, IOptions<WebhookSettings> settings, TimeProvider clock, CancellationToken ct)
    {
        if (await access.Webhooks(caller, db).SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook) return TypedResults.NotFound();
        webhook.Rotate(settings.Value.Overlap, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new WebhookWithSecret(WebhookView.For(webhook), webhook.Secret));
    }

    /// <summary>The newest messages to an endpoint and their status.</summary>
    static async Task<Results<Ok<WebhookMessageList>, NotFound>> MessagesAsync(Guid id, Caller caller, NotificationsDb db, BodyAccess access, CancellationToken ct)
    {
        if (!await access.Webhooks(caller, db).AnyAsync(w => w.Id == id, ct)) return TypedResults.NotFound();
        var rows = await access.Messages(caller, db).Where(m => m.WebhookId == id).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(LogLength)
            .Select(m => new WebhookMessageView(
                m.Id, m.Status, m.Attempts, m.LastError, m.CreatedAt, m.Status == DeliveryStatus.Waiting ? m.DueAt : null, m.DoneAt)).ToListAsync(ct);
        return TypedResults.Ok(new WebhookMessageList(rows));
    }

    /// <summary>Sends a parked or delivered message again, under the same id with its attempts counted anew.</summary>
    static async Task<Results<NoContent, NotFound>> ReplayAsync(
        Guid id, Guid messageId, Caller caller, NotificationsDb db, BodyAccess access, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var replayed = await access.Messages(caller, db).Where(m => m.Id == messageId && m.WebhookId == id && m.Status != DeliveryStatus.Waiting).ExecuteUpdateAsync(
            row => row.SetProperty(m => m.Status, DeliveryStatus.Waiting).SetProperty(m => m.DueAt, now).SetProperty(m => m.Attempts, 0)
                .SetProperty(m => m.DoneAt, (DateTimeOffset?)null),
            ct);
        return replayed == 1 ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}
