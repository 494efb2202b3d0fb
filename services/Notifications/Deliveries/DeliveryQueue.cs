using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Supervision.Notifications.Data;

namespace Supervision.Notifications.Deliveries;

/// <summary>A delivery this copy has claimed, with what is needed to send it.</summary>
/// <param name="Address">The person's current address for the channel; null when there is none any more or the person has left the body.</param>
/// <param name="Kind">Kind of the notification; null for a digest, which has the counts.</param>
internal sealed record ClaimedDelivery(
    Guid Id, string? Address, short Urgency, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset LeasedUntil, string Language, string? Kind, string? Link,
    int? Total, int? Action, int? Urgent);

/// <summary>
/// Claims deliveries and records their outcome. A claim is a lease: other copies skip it, and after a kill it runs out. Each outcome is committed by
/// itself right after the channel accepted the message, so a crash sends at most the one message it interrupted twice.
/// </summary>
internal sealed class DeliveryQueue(NotificationsDb db, IOptions<DeliverySettings> settings, TimeProvider clock)
{
    public const int Batch = 20;

    public async Task<List<ClaimedDelivery>> ClaimAsync(string channel, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var until = now + settings.Value.Lease;
        return await db.Database.SqlQuery<ClaimedDelivery>($"""
            with claimed as (
                update deliveries set leased_until = {until}
                where id in (
                    select id from deliveries
                    where channel = {channel} and status = 0 and due_at <= {now} and (leased_until is null or leased_until <= {now})
                    order by urgency desc, due_at, id limit {Batch} for update skip locked)
                returning *
            )
            select c.id, case when p.active and p.district = c.district and p.body = c.body then case {channel} when 'mail' then p.email else p.mobile end end address,
                c.urgency, c.attempts, c.created_at, c.leased_until, coalesce(f.language, 'zh-CN') as language, n.kind, n.link,
                g.total, g.action, g.urgent
            from claimed c left join people p on p.user_id = c.user_id left join preferences f on f.user_id = c.user_id
                left join notifications n on n.user_id = c.user_id and n.id = c.notification_id left join digests g on g.id = c.notification_id
            order by c.urgency desc, c.due_at, c.id
            """).ToListAsync(ct);
    }

    public Task<DateTimeOffset?> NextAsync(string channel, CancellationToken ct) => db.Set<Delivery>()
        .Where(d => d.Channel == channel && d.Status == DeliveryStatus.Waiting)
        .MinAsync(d => (DateTimeOffset?)(d.LeasedUntil > d.DueAt ? d.LeasedUntil.Value : d.DueAt), ct);

    public Task DeliveredAsync(ClaimedDelivery delivery, CancellationToken ct) => EndAsync(delivery, DeliveryStatus.Delivered, null, ct);

    public Task ParkAsync(ClaimedDelivery delivery, string reason, CancellationToken ct) => EndAsync(delivery, DeliveryStatus.Parked, reason, ct);

    public Task GiveUpAsync(ClaimedDelivery delivery, string reason, CancellationToken ct) => EndAsync(delivery, DeliveryStatus.GivenUp, reason, ct);

    /// <summary>
    /// One minute after the first failure, doubled at each further one, at most six hours; an attempt within quiet hours waits until they end.
    /// </summary>
    public Task FailedAsync(ClaimedDelivery delivery, string reason, CancellationToken ct)
    {
        if (delivery.Attempts + 1 >= settings.Value.Attempts) return GiveUpAsync(delivery, reason, ct);
        var next = clock.GetUtcNow() + TimeSpan.FromMinutes(Math.Min(360, Math.Pow(2, delivery.Attempts)));
        return db.Database.ExecuteSqlAsync($"""
            update deliveries d set attempts = attempts + 1, last_error = {reason}, leased_until = null,
                due_at = case when urgency = 2 then {next} else coalesce(
                    (select after_quiet({next}, f.zone, f.quiet_from, f.quiet_until) from preferences f where f.user_id = d.user_id), {next}) end
            where id = {delivery.Id} and status = 0
            """, ct);
    }

    /// <summary>Releases deliveries not tried because the channel is unavailable; it does not count as an attempt.</summary>
    public Task GiveBackAsync(IEnumerable<ClaimedDelivery> deliveries, string? reason, CancellationToken ct)
    {
        var ids = deliveries.Select(delivery => delivery.Id).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"update deliveries set leased_until = null, last_error = coalesce({reason}, last_error) where id = any ({ids}) and status = 0", ct);
    }

    /// <summary>Whether there is time to send it before another copy may claim it.</summary>
    public bool IsInHand(ClaimedDelivery delivery) => clock.GetUtcNow() < delivery.LeasedUntil - (settings.Value.Lease / 2);

    public bool IsTooOld(ClaimedDelivery delivery) => clock.GetUtcNow() - delivery.CreatedAt > settings.Value.GiveUpAfter;

    Task<int> EndAsync(ClaimedDelivery delivery, DeliveryStatus status, string? reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Database.ExecuteSqlAsync($"""
            update deliveries set status = {(short)status}, done_at = {now}, leased_until = null, last_error = {reason},
                attempts = attempts + case when {(short)status} = 2 then 1 else 0 end
            where id = {delivery.Id} and status = 0
            """, ct);
    }
}
