using Npgsql;
using Supervision.Contracts;

namespace Supervision.Notifications.Tests;

/// <summary>What the database itself allows the role the service connects as.</summary>
public sealed class RowSecurityTests(Stack stack)
{
    static readonly string[] Tables =
    [
        "notifications", "inbox_counters", "people", "inbox", "outbox", "teams", "preferences", "deliveries", "digests", "fan_outs", "webhooks", "webhook_messages",
        "deadlines", "reminders", "reminder_rules", "working_days", "calendar_states", "calendar_changes", "liaisons", "stage_briefs", "brief_receipts",
    ];

    [Fact]
    public async Task Without_a_scope_there_are_no_rows_in_any_table()
    {
        await stack.PersonAsync(Stack.NewDistrict(), Cppcc.Office);
        await using var connection = await OpenAsync(null, null, null);
        foreach (var table in Tables) Assert.Equal(0L, await ScalarAsync(connection, $"select count(*) from {table}"));
        Assert.Equal(0L, await ScalarAsync(connection, "select count(*) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relowner = current_user::regrole"));
        Assert.Equal(false, await ScalarAsync(connection, "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = current_user"));
    }

    [Fact]
    public async Task A_caller_reads_and_marks_the_own_rows_and_neither_adds_nor_deletes()
    {
        var author = await stack.PersonAsync(Stack.NewDistrict(), Cppcc.Member);
        var other = await stack.PersonAsync(author.District, Cppcc.Member);
        await stack.FillAsync(author, 2);
        await stack.FillAsync(other, 3);
        await using var connection = await OpenAsync(author.District, author.Role.Body, author.Id);
        Assert.Equal(2L, await ScalarAsync(connection, "select count(*) from notifications"));
        Assert.Equal(1L, await ScalarAsync(connection, "select count(*) from inbox_counters"));
        Assert.Equal(0L, await ScalarAsync(connection, "select count(*) from people"));
        Assert.Equal(2, await ExecuteAsync(connection, "update notifications set read_at = now()"));
        Assert.Equal(0, await ExecuteAsync(connection, "delete from notifications"));
        await RefusedAsync(connection, $"update notifications set user_id = '{other.Id}', position = 99");
        await RefusedAsync(connection, $"insert into notifications select user_id, 99, gen_random_uuid(), district, body, kind, arguments, link, urgency, at from notifications limit 1");
        await RefusedAsync(connection, $"insert into people (user_id, district, body, roles, active, version) values ('{Guid.NewGuid()}', '{author.District}', 'cppcc', '{{chair}}', true, 9)");
        Assert.Equal(0, await ExecuteAsync(connection, "update people set roles = '{chair}'"));
    }

    [Theory]
    [InlineData(true, false), InlineData(false, true)]
    public async Task Another_district_or_body_of_the_same_user_sees_nothing(bool otherDistrict, bool otherBody)
    {
        var author = await stack.PersonAsync(Stack.NewDistrict(), Cppcc.Member);
        await stack.FillAsync(author, 1);
        await using var connection = await OpenAsync(
            otherDistrict ? Stack.NewDistrict() : author.District, otherBody ? Bodies.Discipline : author.Role.Body, author.Id);
        Assert.Equal(0L, await ScalarAsync(connection, "select count(*) from notifications"));
        Assert.Equal(0, await ExecuteAsync(connection, "update notifications set read_at = now()"));
    }

    [Fact]
    public async Task A_scope_does_not_outlive_its_return_to_the_pool()
    {
        var author = await stack.PersonAsync(Stack.NewDistrict(), Cppcc.Member);
        await stack.FillAsync(author, 1);
        await using var pool = NpgsqlDataSource.Create($"{stack.ServiceConnection};Maximum Pool Size=1");
        await using (var connection = await pool.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            await ScopeAsync(connection, author.District, author.Role.Body, author.Id);
            Assert.Equal(1L, await ScalarAsync(connection, "select count(*) from notifications"));
        }

        await using var again = await pool.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0L, await ScalarAsync(again, "select count(*) from notifications"));
    }

    async Task<NpgsqlConnection> OpenAsync(string? district, string? body, Guid? user)
    {
        var connection = new NpgsqlConnection($"{stack.ServiceConnection};Pooling=false");
        await connection.OpenAsync();
        if (district is not null) await ScopeAsync(connection, district, body!, user);
        return connection;
    }

    static Task<object> ScopeAsync(NpgsqlConnection connection, string district, string body, Guid? user) => ScalarAsync(
        connection, $"select set_config('app.district', '{district}', false), set_config('app.body', '{body}', false), set_config('app.user', '{user}', false)");

    static async Task<object> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync())!;
    }

    static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    static async Task RefusedAsync(NpgsqlConnection connection, string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
