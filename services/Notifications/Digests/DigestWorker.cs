using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Notifications.Deliveries;
using Supervision.Persistence;

namespace Supervision.Notifications.Digests;

/// <summary>
/// Makes the digests that are due. The due instants are stored in the preferences, so a restart forgets nothing; copies skip rows another one has
/// claimed, and the digest, its delivery and the next instant commit together. A day on which nothing came, or everything was read, gets no digest.
/// </summary>
internal sealed partial class DigestWorker(IServiceScopeFactory scopes, ChannelSettings channels, TimeProvider clock, ILogger<DigestWorker> logger)
    : BackgroundService
{
    const int Batch = 500;
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SweepAsync(stoppingToken) == Batch) { }
            }
            catch (Exception e) when (e.IsOfDatabase() && !stoppingToken.IsCancellationRequested)
            {
                Interrupted(e);
            }

            await Task.Delay(Pace, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>How many people were looked at.</returns>
    internal async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var (now, enabled) = (clock.GetUtcNow(), channels.Enabled.Contains(ChannelNames.Mail));
        var looked = await db.Database.SqlQuery<int>($"""
            with due as materialized (
                select f.user_id, f.zone, f.digest_at, f.digested_up_to, (f.next_digest at time zone f.zone)::date as day, coalesce(c.last_position, 0) as up_to
                from preferences f left join inbox_counters c on c.user_id = f.user_id
                where f.next_digest <= {now} order by f.next_digest limit {Batch} for update of f skip locked
            ), counted as (
                select due.user_id, due.day, due.up_to, p.district, p.body, count(*)::int as total,
                    count(*) filter (where n.urgency = 1)::int as action, count(*) filter (where n.urgency = 2)::int as urgent
                from due join people p on p.user_id = due.user_id and p.active and p.email is not null
                    join notifications n on n.user_id = due.user_id and n.position > due.digested_up_to and n.position <= due.up_to and n.read_at is null
                        and n.district = p.district and n.body = p.body
                where {enabled} group by 1, 2, 3, 4, 5
            ), made as (
                insert into digests (id, user_id, day, total, action, urgent, created_at)
                select md5('digest' || user_id || up_to)::uuid, user_id, day, total, action, urgent, {now} from counted
                on conflict do nothing returning id, user_id
            ), sent as (
                insert into deliveries (id, user_id, notification_id, channel, district, body, urgency, status, due_at, attempts, created_at)
                select md5(made.id || 'mail')::uuid, made.user_id, made.id, 'mail', district, body, 0, 0, {now}, 0, {now}
                from made join counted using (user_id)
            ), set_on as (
                update preferences f set next_digest = next_at({now}, due.zone, due.digest_at), digested_up_to = due.up_to
                from due where f.user_id = due.user_id
            )
            select count(*)::int as "Value" from due
            """).ToListAsync(ct);
        return looked[0];
    }

    [LoggerMessage(LogLevel.Warning, "Digests are interrupted; they resume shortly")]
    partial void Interrupted(Exception e);
}
