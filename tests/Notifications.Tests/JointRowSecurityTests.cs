using Npgsql;
using Supervision.Contracts;

namespace Supervision.Notifications.Tests;

/// <summary>What the database itself allows on the district's rules, days, liaisons and briefs, whatever the service queries.</summary>
public sealed class JointRowSecurityTests(Stack stack)
{
    readonly string _district = Stack.NewDistrict();
    readonly Guid _liaison = Guid.CreateVersion7(), _draft = Guid.CreateVersion7(), _sent = Guid.CreateVersion7();

    [Fact]
    public async Task A_draft_is_its_sides_and_only_its_liaison_writes_it()
    {
        await PrepareAsync();
        Assert.Equal(2L, await CountAsync(Cppcc.Liaison, "stage_briefs"));
        Assert.Equal(2L, await CountAsync(Cppcc.Chair, "stage_briefs"));
        Assert.Equal(1L, await CountAsync(Discipline.Liaison, "stage_briefs"));
        Assert.Equal(1L, await CountAsync(Discipline.Leader, "stage_briefs"));
        foreach (var role in new[] { Cppcc.Office, Cppcc.Member, Cppcc.Admin, Discipline.Intake, Discipline.Admin, Others.Reviewer, Others.Contact })
            Assert.Equal(0L, await CountAsync(role, "stage_briefs"));
        Assert.Equal(0L, await CountAsync(Cppcc.Liaison, "stage_briefs", Stack.NewDistrict()));
        Assert.Equal(1, await ExecuteAsync(Cppcc.Liaison, "update stage_briefs set text = '改'")); // only the draft
        foreach (var role in new[] { Cppcc.Chair, Discipline.Liaison, Discipline.Leader }) Assert.Equal(0, await ExecuteAsync(role, "update stage_briefs set text = '改'"));
        await RefusedAsync(Cppcc.Liaison, "update stage_briefs set body = 'discipline'");
    }

    [Fact]
    public async Task The_other_side_receipts_what_was_sent_and_nobody_in_anothers_name()
    {
        await PrepareAsync();
        await RefusedAsync(Cppcc.Liaison, Receipt(_sent, "app_user()", "cppcc"));
        await RefusedAsync(Discipline.Liaison, Receipt(_draft, "app_user()", "discipline"));
        await RefusedAsync(Discipline.Liaison, Receipt(_sent, "gen_random_uuid()", "discipline"));
        await RefusedAsync(Discipline.Intake, Receipt(_sent, "app_user()", "discipline"));
        Assert.Equal(1, await ExecuteAsync(Discipline.Leader, Receipt(_sent, "app_user()", "discipline")));
    }

    [Fact]
    public async Task Each_bodys_admin_keeps_the_own_part_of_the_register()
    {
        await PrepareAsync();
        const string Move = "update liaisons set name = '李', changed_by = app_user()";
        Assert.Equal(0, await ExecuteAsync(Discipline.Admin, Move));
        Assert.Equal(0, await ExecuteAsync(Cppcc.Liaison, Move));
        Assert.Equal(1, await ExecuteAsync(Cppcc.Admin, Move));
        await RefusedAsync(Discipline.Admin, Enter("cppcc"));
        await RefusedAsync(Discipline.Leader, Enter("discipline"));
        Assert.Equal(1L, await CountAsync(Discipline.Handler, "liaisons"));
        Assert.Equal(0L, await CountAsync(Others.Reviewer, "liaisons"));
        Assert.Equal(0, await ExecuteAsync(Cppcc.Admin, "delete from liaisons"));
    }

    [Fact]
    public async Task Only_an_admin_changes_days_and_rule_and_history_is_added_to_in_the_own_name()
    {
        const string Day = "insert into working_days select app_district(), '2026-09-16', 'DayOff', '台风停工'";
        const string Rule = """
            insert into reminder_rules (district, days_before, on_the_day, send_at, liaisons_after, leaders_after, changed_by, changed_by_body, changed_at, applied)
            select app_district(), '{5}', true, '09:00', 1, 3, app_user(), app_body(), now(), false
            """;
        foreach (var role in new[] { Cppcc.Office, Cppcc.Chair, Discipline.Leader, Others.Reviewer })
        {
            await RefusedAsync(role, Day);
            await RefusedAsync(role, Rule);
            await RefusedAsync(role, Change("app_user()"));
        }

        await RefusedAsync(Discipline.Admin, Change("gen_random_uuid()"));
        foreach (var sql in new[] { Day, Rule, Change("app_user()") }) Assert.Equal(1, await ExecuteAsync(Discipline.Admin, sql));
        Assert.Equal(0, await ExecuteAsync(Cppcc.Admin, "update calendar_changes set reason = '改'"));
        Assert.Equal(0, await ExecuteAsync(Cppcc.Admin, "delete from calendar_changes"));
        await RefusedAsync(Cppcc.Admin, "insert into reminders (deadline_id, due, step, id, district, at) select gen_random_uuid(), now(), 'today', gen_random_uuid(), app_district(), now()");
    }

    static string Receipt(Guid brief, string user, string body) =>
        $"insert into brief_receipts (brief_id, user_id, district, body, name, at) select '{brief}', {user}, app_district(), '{body}', '某', now()";

    static string Enter(string body) => $"""
        insert into liaisons (id, district, body, user_id, name, "from", changed_by, changed_at)
        select gen_random_uuid(), app_district(), '{body}', gen_random_uuid(), '某', '2026-01-01', app_user(), now()
        """;

    static string Change(string by) => $"""
        insert into calendar_changes (id, district, version, days, reason, moved, by, by_name, by_body, at)
        select gen_random_uuid(), app_district(), 1, '[]', '防台', 0, {by}, '某', app_body(), now()
        """;

    async Task PrepareAsync()
    {
        await using var command = stack.Owner.CreateCommand($"""
            insert into liaisons (id, district, body, user_id, name, "from", changed_by, changed_at)
            values ('{_liaison}', '{_district}', 'cppcc', gen_random_uuid(), '张', '2026-01-01', gen_random_uuid(), now());
            insert into stage_briefs (id, district, body, topic_id, topic_reference, stage, subject, text, status, moved_at)
            values ('{_draft}', '{_district}', 'cppcc', gen_random_uuid(), 'T1', 'selected', '简报', '内容', 'Draft', now()),
                ('{_sent}', '{_district}', 'cppcc', gen_random_uuid(), 'T1', 'selected', '简报', '内容', 'Sent', now());
            """);
        await command.ExecuteNonQueryAsync();
    }

    async Task<long> CountAsync(Role role, string table, string? district = null)
    {
        await using var connection = await OpenAsync(role, district);
        await using var command = new NpgsqlCommand($"select count(*) from {table} where district = '{_district}'", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    async Task<int> ExecuteAsync(Role role, string sql)
    {
        await using var connection = await OpenAsync(role, null);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    async Task RefusedAsync(Role role, string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(role, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    async Task<NpgsqlConnection> OpenAsync(Role role, string? district)
    {
        var connection = new NpgsqlConnection($"{stack.ServiceConnection};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"""
            select set_config('app.district', '{district ?? _district}', false), set_config('app.body', '{role.Body}', false),
                set_config('app.user', '{Guid.CreateVersion7()}', false), set_config('app.roles', '{role.Name}', false)
            """, connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
