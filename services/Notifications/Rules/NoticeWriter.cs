using Microsoft.EntityFrameworkCore;
using Supervision.Notifications.Data;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.FanOut;
using Supervision.Notifications.Liaisons;

namespace Supervision.Notifications.Rules;

/// <summary>
/// The only code that writes to inboxes, for rules, reminders and every other notice. Runs in the caller's transaction: inbox rows, outside
/// deliveries and the remainder of a notice to very many people commit together or not at all.
/// </summary>
internal sealed class NoticeWriter(NotificationsDb db, LiaisonDuty liaisons, PortionWriter portions, TimeProvider clock)
{
    /// <summary>
    /// Notifies each audience. The first portion is written at once; if people are left, the rest waits as a job, and so do the event's later
    /// notices, since somebody in two audiences gets the first. A notice whose texts cannot be rendered is parked with the reason and holds up no
    /// other.
    /// </summary>
    /// <param name="id">Id of the notification, the same for every recipient: the event's message id.</param>
    public async Task WriteAsync(IReadOnlyList<Notice> notices, string district, Guid id, CancellationToken ct)
    {
        notices = await liaisons.NamedAsync(notices, district, ct);
        var waiting = false;
        for (var ordinal = 0; ordinal < notices.Count; ordinal++)
        {
            var job = FanOutJob.Of(notices[ordinal], district, id, ordinal, clock.GetUtcNow());
            if (job.Defect() is { } defect) job.Park(defect);
            else if (!waiting && await portions.WriteAsync(job, ct)) continue;
            else waiting = true;
            db.Add(job);
        }
    }
}

/// <summary>Writes the next portion of a notice's audience: one statement however many people it has.</summary>
internal sealed class PortionWriter(NotificationsDb db, ChannelSettings channels, TimeProvider clock)
{
    /// <summary>People notified in one transaction: few enough that other notifications to them do not have to wait.</summary>
    public const int Portion = 500;

    // The planner cannot know that the service's policy lets every person through, expects few rows, and would read and sort the whole table for each
    // portion; the index holds them in the order in which they are notified.
    const string ByIndex = "select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('jit', 'off', true)";

    sealed record Written(int Looked, Guid? Last);

    /// <summary>
    /// A person's next position comes from the counter row, locked until the commit: positions become visible in order, and a reader who has seen n
    /// misses nothing below it. Somebody named of whom no copy has arrived yet is notified; somebody known to be inactive, or of another body or
    /// district, is not. Outside deliveries are also settled here: by which channels, from when on (quiet hours), and to which endpoints of the body.
    /// </summary>
    /// <returns>True when nobody is left; else the job resumes after the last person notified.</returns>
    public async Task<bool> WriteAsync(FanOutJob job, CancellationToken ct)
    {
        var mandatory = Kinds.IsMandatory(job.Kind);
        var digestible = !mandatory && job.Urgency == Inbox.Urgency.Information;
        var (enabled, usual, now, urgency) = (channels.Enabled, channels.Usual, clock.GetUtcNow(), (short)job.Urgency);
        await db.Database.ExecuteSqlRawAsync(ByIndex, ct);
        var rows = await db.Database.SqlQuery<Written>($"""
            with audience as materialized (
                select user_id from (
                    (select user_id from people
                        where cardinality({job.Roles}) > 0 and district = {job.District} and body = {job.Body} and active and roles && {job.Roles} and user_id > {job.After}
                        order by user_id limit {Portion})
                    union
                    select named from unnest({job.Persons}) named where named > {job.After}
                        and coalesce((select active and district = {job.District} and body = {job.Body} from people where user_id = named), true)
                    union
                    select member from teams t cross join unnest(t.members) member
                        where t.active and t.district = {job.District} and (t.team_id = any ({job.Teams}) or t.topic_id = any ({job.Topics})) and member > {job.After}
                            and (select active and district = {job.District} and body = {job.Body} from people where user_id = member)
                ) concerned order by user_id limit {Portion}
            ), told as (
                insert into inbox_counters as counter (user_id, last_position, revision)
                select user_id, 1, 1 from audience
                where user_id <> {job.By}
                    and not exists (select from notifications n where n.user_id = audience.user_id and n.id = {job.NotificationId})
                order by user_id
                on conflict (user_id) do update set last_position = counter.last_position + 1, revision = counter.revision + 1
                returning user_id, last_position
            ), inboxes as (
                insert into notifications (user_id, position, id, district, body, kind, arguments, link, urgency, at)
                select user_id, last_position, {job.NotificationId}, {job.District}, {job.Body}, {job.Kind}, {job.Arguments}::jsonb, {job.Link},
                    {urgency}, {job.At}
                from told
            ), outside as (
                insert into deliveries (id, user_id, notification_id, channel, district, body, urgency, status, due_at, attempts, created_at)
                select md5({job.NotificationId}::text || told.user_id || channel)::uuid, told.user_id, {job.NotificationId}, channel, {job.District},
                    {job.Body}, {urgency}, 0,
                    case when {urgency} = 2 then {now} else after_quiet({now}, f.zone, f.quiet_from, f.quiet_until) end, 0, {now}
                from told cross join lateral (select email, mobile from people where user_id = told.user_id limit 1) p
                    left join lateral (select * from preferences where user_id = told.user_id limit 1) f on true
                    cross join lateral (
                        select distinct unnest(case
                            when {mandatory} then coalesce(f.channels, array[]::text[]) || {usual}
                            when f.kinds -> {job.Kind} is not null then array(select jsonb_array_elements_text(f.kinds -> {job.Kind}))
                            else coalesce(f.channels, {usual}) end) channel
                    ) chosen
                where channel = any ({enabled}) and case channel when 'mail' then p.email else p.mobile end is not null
                    and not ({digestible} and f.digest_at is not null)
            ), hooks as (
                insert into webhook_messages (id, webhook_id, district, body, payload, status, due_at, attempts, created_at)
                select md5(w.id || {job.NotificationId}::text || {job.Ordinal} || {job.After}::text)::uuid, w.id, {job.District}, {job.Body},
                    jsonb_build_object('type', 'notification.created.v1', 'timestamp', {now}, 'data', jsonb_build_object(
                        'notificationId', {job.NotificationId}, 'district', {job.District}, 'urgency', {job.Urgency.ToString().ToLowerInvariant()},
                        'area', {job.Area}, 'recipients', (select jsonb_agg(user_id order by user_id) from told)))::text,
                    0, {now}, 0, {now}
                from webhooks w where w.district = {job.District} and w.body = {job.Body} and w.active and exists (select from told)
            )
            select count(*)::int as looked, (array_agg(user_id order by user_id desc))[1] as last from audience
            """).ToListAsync(ct);
        if (rows[0].Looked < Portion) return true;
        job.GoOnAfter(rows[0].Last!.Value);
        return false;
    }
}
