using System.Diagnostics;
using Npgsql;
using Supervision.Persistence;
using Supervision.Testing;

namespace Supervision.ServiceDefaults.Tests;

/// <summary>What a database allows is what was declared last, whatever it allowed before.</summary>
public sealed class SecurityDeclarationTests(Infrastructure infrastructure) : IAsyncLifetime
{
    const string Open = "create policy own on notes using (true);";
    const string Closed = "create policy own on notes using (false);";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    NpgsqlDataSource _owner = null!;

    public async ValueTask InitializeAsync()
    {
        _owner = NpgsqlDataSource.Create(await infrastructure.CreateDatabaseAsync(Cancellation));
        await ExecuteAsync("""
            create function mark() returns text language sql as $$ select 'old' $$;
            create table notes (id int);
            create table marks (id int, by text default mark());
            """);
    }

    public ValueTask DisposeAsync() => _owner.DisposeAsync();

    [Fact]
    public async Task What_is_declared_takes_the_place_of_what_was_there()
    {
        const string Trigger = "create trigger kept before delete on notes for each row execute function kept();";
        const string Kept = "create or replace function kept() returns trigger language plpgsql as $$ begin return null; end $$;";
        await DeclareAsync(Kept, Open, Trigger);
        string[] declared =
            ["function kept()", "function mark()", "policy own true", "table marks false", "table notes true", "trigger kept"];
        Assert.Equal(declared, await FindAsync());

        await DeclareAsync(Closed);
        Assert.Equal(["function mark()", "policy own false", "table marks false", "table notes true"], await FindAsync());
    }

    [Fact]
    public async Task What_somebody_changed_by_hand_is_put_right()
    {
        await DeclareAsync(Closed);
        var made = await FindAsync();
        string[] changes =
        [
            "alter policy own on notes using (true)", "alter table notes disable row level security",
            "create function app_more() returns int language sql as 'select 1'",
        ];
        foreach (var change in changes)
        {
            await ExecuteAsync(change);
            Assert.NotEqual(made, await FindAsync());
            await DeclareAsync(Closed);
            Assert.Equal(made, await FindAsync());
        }
    }

    [Fact]
    public async Task A_database_that_is_as_declared_is_left_alone()
    {
        await DeclareAsync(Closed);
        var made = await ScalarAsync("select oid from pg_policy");
        await DeclareAsync(Closed);
        Assert.Equal(made, await ScalarAsync("select oid from pg_policy"));
        await DeclareAsync(Closed, "select 1;");
        Assert.NotEqual(made, await ScalarAsync("select oid from pg_policy"));
    }

    [Fact]
    public async Task A_function_keeps_its_identity_until_it_gets_another_result()
    {
        await DeclareAsync("create or replace function found() returns int language sql as 'select 1';", Open);
        var made = await ScalarAsync("select 'found'::regproc::oid");
        await DeclareAsync("create or replace function found() returns int language sql as 'select 2';", Open);
        Assert.Equal(made, await ScalarAsync("select 'found'::regproc::oid"));
        await DeclareAsync("create or replace function found() returns text language sql as $$ select 'two' $$;", Open);
        Assert.Equal("two", await ScalarAsync("select found()"));
    }

    [Fact]
    public async Task What_cannot_be_applied_changes_nothing()
    {
        await DeclareAsync(Closed);
        var made = await FindAsync();
        await Assert.ThrowsAsync<PostgresException>(() => DeclareAsync(Open, "create policy own on nowhere using (true);"));
        Assert.Equal(made, await FindAsync());
    }

    [Fact]
    public async Task Nobody_waits_behind_a_reader_who_takes_long()
    {
        await DeclareAsync(Closed);
        await using var slow = await _owner.OpenConnectionAsync(Cancellation);
        await using var reading = await slow.BeginTransactionAsync(Cancellation);
        await using (var read = new NpgsqlCommand("select count(*) from notes", slow)) await read.ExecuteScalarAsync(Cancellation);

        var declaring = DeclareAsync(Open);
        var longest = TimeSpan.Zero;
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(2);)
        {
            var one = Stopwatch.StartNew();
            await ScalarAsync("select count(*) from notes");
            if (one.Elapsed > longest) longest = one.Elapsed;
        }

        Assert.False(declaring.IsCompleted);
        Assert.InRange(longest, TimeSpan.Zero, TimeSpan.FromSeconds(1)); // 50 ms, and what a busy machine adds
        await reading.RollbackAsync(Cancellation);
        await declaring;
        Assert.Contains("policy own true", await FindAsync());
    }

    Task DeclareAsync(params string[] declared) => new SecurityDeclaration(
        ["create or replace function mark() returns text language sql as $$ select 'new' $$;", .. declared], "marks").ApplyAsync(_owner);

    async Task<string[]> FindAsync() => (string[])(await ScalarAsync("""
        select array(
            select 'function ' || oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace
            union all select concat('policy ', policyname, ' ', qual) from pg_policies
            union all select 'trigger ' || tgname from pg_trigger where not tgisinternal
            union all select concat('table ', relname, ' ', relrowsecurity::text) from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'r'
            order by 1)
        """))!;

    async Task ExecuteAsync(string sql)
    {
        await using var command = _owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    async Task<object?> ScalarAsync(string sql)
    {
        await using var command = _owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
