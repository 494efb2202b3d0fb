using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Supervision.Contracts;
using Supervision.Supervisors.Protection;
using Supervision.Supervisors.Roster;
using Supervision.Supervisors.Teams;
using Supervision.Supervisors.Tests.Field;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Supervisors.Tests.Protection;

/// <summary>Protection cases (R22): visible to the reporter, the commission's leaders and the assigned handler, and to nobody else.</summary>
public sealed class ProtectionTests(SupervisorsPlatform platform)
{
    static readonly byte[] Salt = RandomNumberGenerator.GetBytes(8);

    readonly Fieldwork _field = new(platform);

    [Fact]
    public async Task A_marker_in_a_case_is_in_no_table_event_log_or_answer_to_others()
    {
        var marker = $"示例标记{Convert.ToHexString(Salt)}";
        await using var heard = await Everything.ListenAsync(platform);
        var id = Guid.CreateVersion7();
        (await SendAsync(_field.Supervisor, id, Fieldwork.Report(marker))).Ok();
        foreach (var (by, step, body) in new (SampleAccount, string, object)[]
        {
            (_field.Supervisor, "supplements", new { text = $"{marker}补充" }), (_field.Leader, "accept", new { }), (_field.Leader, "assign", new { handler = _field.Handler.UserId }),
            (_field.Handler, "investigate", new { }), (_field.Handler, "notes", new { text = $"{marker}记录" }), (_field.Handler, "notices", new { department = "示例·协作部门" }),
            (_field.Leader, "conclude", new { conclusion = $"{marker}结论" }),
        }) await _field.AfterAsync(id, by, "protection", step, body);

        Assert.Contains(marker, (await _field.Api.GetAsync(_field.Supervisor, $"{Fieldwork.Path}/protection/{id}")).Ok().Text, StringComparison.Ordinal);
        foreach (var database in new[] { "supervisorsdb", "identitydb" })
        {
            var dump = await DumpAsync(platform.Host.ConnectionString(database));
            Assert.DoesNotContain(marker, dump, StringComparison.Ordinal);
            if (database == "supervisorsdb")
            {
                Assert.Contains(id.ToString(), dump, StringComparison.Ordinal); // it is a real dump
                Assert.DoesNotContain(dump.Split('\n'), line => line.Contains(id.ToString(), StringComparison.Ordinal) && line.Contains(_field.Supervisor.UserId.ToString(), StringComparison.Ordinal));
            }
        }

        await heard.DrainAsync();
        Assert.All(heard.Messages, message => Assert.True(
            !message.Contains(marker, StringComparison.Ordinal) && !message.Contains(id.ToString(), StringComparison.Ordinal), message));
        Assert.DoesNotContain(await platform.Host.LogsAsync("supervisors"), line => line.Contains(marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_learns_that_a_case_exists_by_the_service_or_by_its_rows()
    {
        var id = await _field.ProtectionAsync("accept", "assign");
        Role[] know = [Cppcc.Supervisor, Discipline.Leader, Discipline.Handler];
        var others = Roles.All.Except(know).Select(role => (Actor)_field.Of(role))
            .Concat([platform.Accounts.System(Bodies.Cppcc), platform.Accounts.System(Bodies.Discipline), platform.Accounts.Holder(Discipline.Leader, SampleAccounts.Lucheng)]).ToList();
        foreach (var actor in others)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await _field.Api.GetAsync(actor, $"{Fieldwork.Path}/protection/{id}")).Status);
            Assert.DoesNotContain(id.ToString(), (await _field.Api.GetAsync(actor, $"{Fieldwork.Path}/protection")).Ok().Text, StringComparison.Ordinal);
        }

        await using var connection = new NpgsqlConnection(platform.Host.EnvironmentOf("supervisors")["ConnectionStrings__supervisorsdb"]);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var role in Roles.All.Where(role => role != Discipline.Leader).Append(Cppcc.System).Append(Discipline.System))
        {
            // Members report their own cases in other tests.
            var user = know.Contains(role) || role == Cppcc.Member ? Guid.NewGuid() : role.Name == "system" ? Guid.NewGuid() : _field.Of(role).UserId;
            Assert.Equal(0, await RowsAsync(connection, role, user, "")); // without a mark
            Assert.Equal(0, await RowsAsync(connection, role, user, MarkOf(user))); // with their own mark
        }

        Assert.Equal(0, await RowsAsync(connection, Discipline.Handler, _field.Handler.UserId, "")); // the mark alone opens it
        Assert.True(await RowsAsync(connection, Discipline.Handler, _field.Handler.UserId, MarkOf(_field.Handler.UserId)) > 0);
        Assert.True(await RowsAsync(connection, Discipline.Leader, _field.Leader.UserId, "") > 0);
    }

    [Fact]
    public async Task Only_supervisors_and_members_report_and_the_same_report_twice_is_one()
    {
        var id = Guid.CreateVersion7();
        foreach (var role in Roles.All.Except([Cppcc.Supervisor, Cppcc.Member]))
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(_field.Of(role), Guid.CreateVersion7(), Fieldwork.Report())).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(_field.Supervisor, id, Fieldwork.Report())).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(_field.Supervisor, id, Fieldwork.Report())).Status);
        (await SendAsync(_field.Supervisor, id, Fieldwork.Report("示例·监督另一事"))).Refused(HttpStatusCode.Conflict, "protection.conflict");
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(_field.Member, id, Fieldwork.Report())).Status);
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(_field.Member, Guid.CreateVersion7(), Fieldwork.Report())).Status);
    }

    [Fact]
    public async Task A_handler_who_is_relieved_no_longer_sees_it()
    {
        var id = await _field.ProtectionAsync("accept", "assign");
        var other = platform.Accounts.Holders(Discipline.Handler)[1];
        Assert.Equal(HttpStatusCode.NotFound, (await _field.Api.GetAsync(other, $"{Fieldwork.Path}/protection/{id}")).Status);
        (await _field.Api.PostAsync(_field.Leader, $"{Fieldwork.Path}/protection/{id}/assign", new { handler = other.UserId })).Ok();
        Assert.Equal(HttpStatusCode.NotFound, (await _field.Api.GetAsync(_field.Handler, $"{Fieldwork.Path}/protection/{id}")).Status);
        (await _field.Api.GetAsync(other, $"{Fieldwork.Path}/protection/{id}")).Ok();
    }

    [Fact]
    public async Task The_reporter_is_told_what_it_came_to_and_not_the_commissions_notes()
    {
        var id = await _field.ProtectionAsync("accept", "assign", "investigate", "notices");
        (await _field.Api.PostAsync(_field.Handler, $"{Fieldwork.Path}/protection/{id}/notes", new { text = "内部记录" })).Ok();
        (await _field.Api.PostAsync(_field.Leader, $"{Fieldwork.Path}/protection/{id}/conclude", new { conclusion = "已纠正" })).Ok();
        var view = (await _field.Api.GetAsync(_field.Supervisor, $"{Fieldwork.Path}/protection/{id}")).Ok();
        Assert.Equal("已纠正", view["conclusion"]);
        Assert.DoesNotContain("内部记录", view.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("示例·协作部门", view.Text, StringComparison.Ordinal);
        var notices = (await _field.Api.GetAsync(_field.Leader, $"{Fieldwork.Path}/protection/{id}")).Ok().Json.GetProperty("notices");
        Assert.Matches(@"^〔\d{4}〕\d+号$", notices[0].GetProperty("number").GetString());
    }

    [Fact]
    public async Task A_leader_sees_that_a_reporter_lost_a_squad_and_is_told_that_something_awaits()
    {
        var squad = await _field.SquadAsync();
        var id = await _field.ProtectionAsync("accept");
        await using var notices = await Listener.ToAsync(platform, nameof(SealedNoticeGiven));
        await platform.InDatabaseAsync(async db =>
        {
            var team = await db.Set<Team>().SingleAsync(t => t.Id == squad);
            team.Dissolve(null, "示例·监督撤销", DateTimeOffset.UtcNow);
            await db.SaveChangesAsync();
        });
        var losses = (await _field.Api.GetAsync(_field.Leader, $"{Fieldwork.Path}/protection/watch")).Ok().Json.EnumerateArray();
        Assert.Contains(losses, loss => loss.GetProperty("caseId").GetGuid() == id && loss.GetProperty("matterId").GetGuid() == squad);

        await using var copy = new InProcessSupervisors(platform, change: services => services.PostConfigure<SealingSettings>(s => s.Look = TimeSpan.FromMilliseconds(500)));
        var notice = await notices.NextAsync(e => e.GetProperty("roles").EnumerateArray().Any(role => role.GetString() == "discipline/leader"));
        Assert.DoesNotContain(id.ToString(), notice.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_key_another_row_or_a_changed_byte_does_not_open_it()
    {
        var (sealing, other) = (SealingOf(new string('k', 32)), SealingOf(new string('x', 32)));
        var @case = ProtectionWalkTests.Reported();
        var row = new SealedCase { Id = @case.Id, District = @case.District, Marks = [], Content = sealing.Seal(@case) };
        Assert.Equal(@case.Account, sealing.Open(row).Account);
        Assert.NotEqual(row.Content, sealing.Seal(@case));
        Assert.ThrowsAny<CryptographicException>(() => other.Open(row));
        Assert.ThrowsAny<CryptographicException>(() => sealing.Open(new() { Id = Guid.NewGuid(), District = row.District, Marks = [], Content = row.Content }));
        row.Content[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => sealing.Open(row));
        Assert.NotEqual(sealing.MarkOf(@case.Reporter), other.MarkOf(@case.Reporter));
    }

    internal static Sealing SealingOf(string key) => new(Options.Create(new SealingSettings { Key = key }));

    string MarkOf(Guid user) => SealingOf(platform.Host.EnvironmentOf("supervisors")["Sealing__Key"]!).MarkOf(user);

    Task<Answer> SendAsync(SampleAccount by, Guid id, object report) => _field.Api.SendAsync(by, HttpMethod.Put, $"{Fieldwork.Path}/protection/{id}", report);

    static async Task<long> RowsAsync(NpgsqlConnection connection, Role role, Guid user, string mark)
    {
        await using var scope = connection.CreateCommand();
        scope.CommandText = """
            select set_config('app.district', '330305', false), set_config('app.body', $1, false), set_config('app.roles', $2, false),
                set_config('app.user', $3, false), set_config('app.mark', $4, false)
            """;
        foreach (var value in (string[])[role.Body, role.Name, user.ToString(), mark]) scope.Parameters.AddWithValue(value);
        await scope.ExecuteNonQueryAsync();
        await using var count = new NpgsqlCommand("select count(*) from sealed_cases", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    /// <summary>Everything a database holds, as text; bytes also as the text they may be.</summary>
    static async Task<string> DumpAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var names = source.CreateCommand("select array_agg(relname::text) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')");
        var dump = new StringBuilder();
        foreach (var table in (string[])(await names.ExecuteScalarAsync())!)
        {
            await using var rows = source.CreateCommand($"select * from \"{table}\"");
            await using var reader = await rows.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                    dump.Append(reader.GetValue(i) switch { byte[] bytes => Encoding.UTF8.GetString(bytes), Array list => string.Join(',', list.Cast<object>()), var value => value }).Append('|');
                dump.Append('\n');
            }
        }

        return dump.ToString();
    }
}
