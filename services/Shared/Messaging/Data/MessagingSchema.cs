using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Messaging.Outbox;

namespace Supervision.Messaging;

/// <summary>The tables a service needs to send and receive events: <c>outbox</c> and <c>inbox</c>.</summary>
public static class MessagingSchema
{
    /// <summary>Maps the outbox. To be called in <c>OnModelCreating</c>; <see cref="CreateMessagingTables"/> creates the tables.</summary>
    public static void AddMessaging(this ModelBuilder model) => model.Entity<OutboxRow>(row =>
    {
        row.ToTable("outbox", table => table.ExcludeFromMigrations());
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).ValueGeneratedNever();
    });

    /// <summary>
    /// Creates outbox and inbox. To be called in a service's first migration, and never to change once that was released: a change is
    /// another method, called by a further migration of each service.
    /// </summary>
    public static void CreateMessagingTables(this MigrationBuilder migration) => migration.Sql(Tables);

    public const string Tables = """
        create table outbox (
            position bigint generated always as identity primary key,
            id uuid not null,
            exchange text not null,
            routing_key text not null,
            type text not null,
            content_type text not null,
            partition_key uuid not null,
            district text not null,
            body text,
            payload bytea not null,
            trace_parent text,
            trace_state text,
            enqueued_at timestamptz not null default clock_timestamp(),
            attempts int not null default 0,
            next_attempt timestamptz,
            last_error text
        ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
                autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000);
        create index outbox_waiting on outbox (partition_key, position) where next_attempt is not null;

        create table inbox (
            message_id uuid not null,
            consumer text not null,
            received_at timestamptz not null default now(),
            primary key (message_id, consumer)
        ) partition by range (message_id);
        """;

    /// <summary>Their row-level security, and the function that keeps the inbox's partitions.</summary>
    /// <remarks>
    /// Outbox: a unit of work may only add rows of its own district; only the relay's scope (service, all districts) sees them.
    /// Inbox: partitioned by month of the message id, a UUIDv7 that begins with its time of creation; so the same message
    /// always meets the same partition and primary key, however late it is delivered again. <c>inbox_maintain</c> runs with the
    /// owner's rights because the service's own role may not create tables.
    /// </remarks>
    public const string Declaration = """
        alter table outbox alter column body set default app_body();
        create policy add_own on outbox for insert with check (district = app_district() or app_serves(district));
        create policy relay_reads on outbox for select using ((select app_serves('*')));
        create policy relay_notes on outbox for update using ((select app_serves('*')));
        create policy relay_deletes on outbox for delete using ((select app_serves('*')));
        create policy consumers on inbox using ((select app_body()) = 'service') with check (app_body() = 'service');

        create or replace function inbox_month_start(month date) returns uuid language sql immutable parallel safe as $$
            select rpad(lpad(to_hex((extract(epoch from month::timestamp) * 1000)::bigint), 12, '0'), 32, '0')::uuid
        $$;

        -- Partitions from 7 months back (6 whole months are always remembered) to 3 months ahead; older ones are dropped.
        create or replace function inbox_maintain() returns void language plpgsql security definer set search_path = public, pg_temp as $$
        declare
            keep constant int := 7;
            ahead constant int := 3;
            this_month date := date_trunc('month', now() at time zone 'utc');
            month date;
            old record;
        begin
            perform pg_advisory_xact_lock(hashtext('inbox_maintain'));
            for offset_months in -keep .. ahead loop
                month := this_month + make_interval(months => offset_months);
                if to_regclass('inbox_' || to_char(month, 'YYYYMM')) is null then
                    execute format('create table %I partition of inbox for values from (%L) to (%L)', 'inbox_' || to_char(month, 'YYYYMM'),
                        inbox_month_start(month), inbox_month_start((month + interval '1 month')::date));
                    execute format('alter table %I enable row level security', 'inbox_' || to_char(month, 'YYYYMM'));
                end if;
            end loop;
            for old in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'inbox'::regclass and c.relname < 'inbox_' || to_char(this_month - make_interval(months => keep), 'YYYYMM') loop
                execute format('drop table %I', old.relname);
            end loop;
        end $$;
        select inbox_maintain();
        """;
}
