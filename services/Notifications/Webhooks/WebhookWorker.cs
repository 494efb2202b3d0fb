using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Notifications.Deliveries;
using Supervision.Persistence;

namespace Supervision.Notifications.Webhooks;

/// <summary>
/// Sends to the endpoints that have something due, each separately: a slow or unavailable one holds up only its own messages. One copy of the service
/// leases an endpoint at a time; after a kill the lease runs out, and messages sent but not recorded are sent again under the same id.
/// </summary>
internal sealed partial class WebhookWorker(IServiceScopeFactory scopes, WebhookSender sender, TimeProvider clock, ILogger<WebhookWorker> logger)
    : BackgroundService
{
    /// <summary>Endpoints served at the same time.</summary>
    const int Lanes = 8;

    const int Batch = 20;
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    sealed record Leased(Guid Id, string Address, string Secret, string? PreviousSecret, DateTimeOffset? PreviousUntil, DateTimeOffset LeasedUntil);

    sealed record Due(Guid Id, string Payload, int Attempts);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => RunAsync(stoppingToken)));

    async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                while (await RoundAsync(ct)) { }
            }
            catch (Exception e) when (e.IsOfDatabase() && !ct.IsCancellationRequested)
            {
                Interrupted(e);
            }

            // Lanes poll at different moments, and an idle service queries rarely.
            await Task.Delay(Poll * 2 * (0.75 + (RandomNumberGenerator.GetInt32(500) / 1000.0)), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Leases one endpoint that has something due and sends it a batch.</summary>
    /// <returns>False when no endpoint has.</returns>
    internal async Task<bool> RoundAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        if (await LeaseAsync(db, ct) is not { } endpoint) return false;
        try
        {
            foreach (var message in await DueAsync(db, endpoint, ct))
            {
                if (clock.GetUtcNow() > endpoint.LeasedUntil - (Lease / 2) || !await SendAsync(db, endpoint, message, ct)) break;
            }
        }
        finally
        {
            await db.Database.ExecuteSqlAsync(
                $"update webhooks set leased_until = null where id = {endpoint.Id} and leased_until = {endpoint.LeasedUntil}", CancellationToken.None);
        }

        return true;
    }

    async Task<Leased?> LeaseAsync(NotificationsDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = now + Lease;
        var rows = await db.Database.SqlQuery<Leased>($"""
            update webhooks set leased_until = {until} where id = (
                select w.id from webhooks w
                where w.active and (w.leased_until is null or w.leased_until <= {now})
                    and exists (select from webhook_messages m where m.webhook_id = w.id and m.status = 0 and m.due_at <= {now})
                order by w.leased_until nulls first, random() limit 1 for update skip locked)
            returning id, address, secret, previous_secret, previous_until, leased_until
            """).ToListAsync(ct);
        return rows.SingleOrDefault();
    }

    Task<List<Due>> DueAsync(NotificationsDb db, Leased endpoint, CancellationToken ct) => db.Database.SqlQuery<Due>($"""
        select id, payload, attempts from webhook_messages
        where webhook_id = {endpoint.Id} and status = 0 and due_at <= {clock.GetUtcNow()} order by due_at, id limit {Batch}
        """).ToListAsync(ct);

    /// <returns>False when the endpoint does not answer: the rest waits.</returns>
    async Task<bool> SendAsync(NotificationsDb db, Leased endpoint, Due message, CancellationToken ct)
    {
        string[] secrets = endpoint.PreviousSecret is { } previous && endpoint.PreviousUntil > clock.GetUtcNow() ? [endpoint.Secret, previous] : [endpoint.Secret];
        var result = await sender.SendAsync(new Uri(endpoint.Address), $"msg_{message.Id:N}", message.Payload, secrets, ct);
        await NoteAsync(db, endpoint, message, result, ct);
        return result.Outcome is WebhookOutcome.Delivered or WebhookOutcome.Refused;
    }

    async Task NoteAsync(NotificationsDb db, Leased endpoint, Due message, WebhookResult result, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (result.Outcome == WebhookOutcome.Delivered)
        {
            await db.Database.ExecuteSqlAsync(
                $"update webhook_messages set status = 1, done_at = {now}, last_error = null where id = {message.Id} and status = 0", ct);
            return;
        }

        if (result.Outcome == WebhookOutcome.Gone)
        {
            Gone(endpoint.Id);
            await db.Database.ExecuteSqlAsync($"update webhooks set active = false where id = {endpoint.Id}", ct);
        }

        var chance = RandomNumberGenerator.GetInt32(1000) / 1000.0;
        var pause = result.Outcome == WebhookOutcome.Gone ? null : WebhookRetries.After(message.Attempts + 1, chance);
        var status = (short)(pause is null ? DeliveryStatus.Parked : DeliveryStatus.Waiting);
        var done = pause is null ? now : (DateTimeOffset?)null;
        await db.Database.ExecuteSqlAsync($"""
            update webhook_messages set attempts = attempts + 1, last_error = {result.Reason}, status = {status}, done_at = {done}, due_at = {now + (pause ?? default)}
            where id = {message.Id} and status = 0
            """, ct);
        if (pause is null) Parked(message.Id, endpoint.Id, result.Reason);
    }

    [LoggerMessage(LogLevel.Warning, "Webhooks are interrupted; they resume shortly")]
    partial void Interrupted(Exception e);

    [LoggerMessage(LogLevel.Warning, "Webhook {Endpoint} answered 410 Gone; nothing more is sent to it")]
    partial void Gone(Guid endpoint);

    [LoggerMessage(LogLevel.Error, "Message {Id} to webhook {Endpoint} is parked: {Reason}")]
    partial void Parked(Guid id, Guid endpoint, string? reason);
}
