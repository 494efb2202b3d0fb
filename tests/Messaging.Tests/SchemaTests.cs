using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Messaging.Inbox;
using Supervision.Persistence;
using Supervision.Testing;

namespace Supervision.Messaging.Tests;

public sealed class SchemaTests(Infrastructure infrastructure)
{
    [Fact]
    public async Task A_unit_of_work_adds_events_of_its_own_district_only_and_reads_none()
    {
        await using var service = await TestService.CreateAsync(infrastructure);
        var copy = await service.AddCopyAsync(start: false);
        await using var scope = copy.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(TestService.District);
        var db = scope.ServiceProvider.GetRequiredService<TestDb>();
        db.Enqueue(new MatterChanged(Guid.CreateVersion7(), TestService.District, 1));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await service.WaitingAsync());
        Assert.Empty(await db.Database.SqlQueryRaw<int>("select 1 as \"Value\" from outbox").ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await db.Database.ExecuteSqlRawAsync("delete from outbox", TestContext.Current.CancellationToken));
        Assert.Equal(0, await db.Database.ExecuteSqlRawAsync("update outbox set attempts = 9", TestContext.Current.CancellationToken));

        db.Enqueue(new MatterChanged(Guid.CreateVersion7(), "330302", 1));
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(refused.InnerException).SqlState);
    }

    [Fact]
    public async Task Without_a_scope_nothing_is_added_and_nothing_noted()
    {
        await using var service = await TestService.CreateAsync(infrastructure);
        await using var source = NpgsqlDataSource.Create(service.ConnectionString);
        foreach (var sql in (string[])[
            "insert into outbox (id, exchange, routing_key, type, content_type, partition_key, district, payload) select gen_random_uuid(), '', '', '', '', gen_random_uuid(), '330305', ''",
            "insert into inbox (message_id, consumer) values ('01900000-0000-7000-8000-000000000000', 'x')"])
        {
            await using var command = source.CreateCommand(sql);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
            Assert.Contains(refused.SqlState, (string[])[PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.CheckViolation]);
        }
    }

    [Fact]
    public async Task A_message_meets_its_note_again_months_later_because_its_id_names_the_partition()
    {
        await using var service = await TestService.CreateAsync(infrastructure);
        var now = DateTimeOffset.UtcNow;
        await using var connection = await service.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken);
        for (var months = -3; months <= 7; months++)
        {
            var id = Guid.CreateVersion7(now.AddMonths(-months));
            Assert.True(InboxTable.Remembers(id, now));
            Assert.Single(await InboxTable.NoteAsync(connection, [(id, "one")], TestContext.Current.CancellationToken));
            Assert.Empty(await InboxTable.NoteAsync(connection, [(id, "one")], TestContext.Current.CancellationToken));
            Assert.Single(await InboxTable.NoteAsync(connection, [(id, "another")], TestContext.Current.CancellationToken));
            Assert.Equal($"inbox_{now.AddMonths(-months):yyyyMM}", await service.ScalarAsync<string>($"select tableoid::regclass::text from inbox where message_id = '{id}' limit 1"));
        }

        Assert.False(InboxTable.Remembers(Guid.CreateVersion7(now.AddMonths(-9)), now));
        Assert.False(InboxTable.Remembers(Guid.NewGuid(), now));
    }

    [Fact]
    public async Task Upkeep_makes_partitions_ahead_and_drops_those_beyond_memory()
    {
        await using var service = await TestService.CreateAsync(infrastructure);
        var thisMonth = DateTimeOffset.UtcNow;
        await service.ExecuteAsync("""
            create table inbox_202401 partition of inbox for values from (inbox_month_start('2024-01-01')) to (inbox_month_start('2024-02-01'));
            """);
        await service.ExecuteAsync($"drop table inbox_{thisMonth.AddMonths(3):yyyyMM}");
        await using (var source = NpgsqlDataSource.Create(service.ConnectionString))
        await using (var command = source.CreateCommand("select inbox_maintain(), inbox_maintain()"))
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var partitions = await service.ScalarAsync<string[]>("select array_agg(inhrelid::regclass::text order by 1) from pg_inherits where inhparent = 'inbox'::regclass");
        Assert.Equal(Enumerable.Range(-7, 11).Select(month => $"inbox_{thisMonth.AddMonths(month):yyyyMM}"), partitions);
        Assert.True(await service.ScalarAsync<bool>("select bool_and(relrowsecurity) from pg_class where relname like 'inbox_2%' and relkind = 'r'"));
    }
}
