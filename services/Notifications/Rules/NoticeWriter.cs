using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Notifications.Liaisons;

namespace Supervision.Notifications.Rules;

/// <summary>
/// The one way into inboxes, for rules, reminders and whatever else tells people something. Runs in its caller's transaction: what is told and
/// what it is told of commit together or not at all.
/// </summary>
internal sealed class NoticeWriter(NotificationsDb db, LiaisonDuty liaisons)
{
    /// <summary>Tells each audience; somebody in two of them is told the first notice.</summary>
    /// <param name="id">Of the notification, the same for everybody who is told it: the event's message id, or the reminder's id.</param>
    public async Task WriteAsync(IReadOnlyList<Notice> notices, string district, Guid id, CancellationToken ct)
    {
        foreach (var notice in await liaisons.NamedAsync(notices, district, ct)) await WriteAsync(notice, district, id, ct);
    }

    /// <summary>
    /// One statement however many are concerned. A person's next position comes from the counter row, locked until the commit: positions
    /// therefore become visible in their order, and a reader who has seen n misses nothing below it. Somebody named of whom no copy has
    /// come yet is told; somebody known to be inactive, of another body or another district is not.
    /// </summary>
    Task<int> WriteAsync(Notice notice, string district, Guid id, CancellationToken ct)
    {
        var roles = notice.To.Roles.Select(role => role.Name).ToArray();
        var persons = notice.To.Persons.OfType<Guid>().ToArray();
        var arguments = JsonSerializer.Serialize(notice.Arguments);
        return db.Database.ExecuteSqlAsync($"""
            with concerned as (
                select user_id from people where district = {district} and body = {notice.To.Body} and active and roles && {roles}
                union
                select named from unnest({persons}) named where not exists (
                    select from people
                    where user_id = named and not (active and district = {district} and body = {notice.To.Body}))
            ), counted as (
                insert into inbox_counters as counter (user_id, last_position, revision)
                select user_id, 1, 1 from concerned
                where user_id <> {notice.By}
                    and not exists (select from notifications told where told.user_id = concerned.user_id and told.id = {id})
                order by user_id
                on conflict (user_id) do update set last_position = counter.last_position + 1, revision = counter.revision + 1
                returning user_id, last_position
            )
            insert into notifications (user_id, position, id, district, body, kind, arguments, link, urgency, at)
            select user_id, last_position, {id}, {district}, {notice.To.Body}, {notice.Kind}, {arguments}::jsonb, {notice.Link},
                {(short)notice.Urgency}, {notice.At}
            from counted
            """, ct);
    }
}
