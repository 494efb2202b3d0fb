using System.Globalization;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Work;

/// <summary>
/// Every endpoint of the joint work × every role of every body, the systems and nobody × {own district's record, another district's}: who is
/// refused and how; then once more with every check of the application taken out, so that row-level security alone has to refuse.
/// </summary>
public sealed class WorkMatrixTests(TopicsPlatform platform)
{
    /// <summary>Reads on their own, apart from roles: those who see the one record that is asked about.</summary>
    static readonly Role[] Submitters = [Cppcc.Member, Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Others.Reviewer];

    readonly Works _ours = new(platform);
    readonly Works _theirs = new(platform, SampleAccounts.Lucheng);

    IReadOnlyList<(Role? Role, Actor Actor)> Callers =>
    [
        (null, Actor.Nobody),
        .. Roles.All.Select(role => ((Role?)role, (Actor)platform.Accounts.Holder(role))),
        (Cppcc.System, platform.Accounts.System(Bodies.Cppcc)),
        (Discipline.System, platform.Accounts.System(Bodies.Discipline)),
    ];

    [Fact]
    public async Task Who_may_not_is_refused_as_the_matrix_says()
    {
        var (ours, theirs) = (await Standing.OfAsync(_ours), await Standing.OfAsync(_theirs));
        var wrong = new List<string>();
        foreach (var (row, role, actor, foreign, expected) in Refused())
        {
            var answer = await AskAsync(platform.Api, row, actor, foreign ? theirs : ours);
            if ((int)answer.Status != expected) wrong.Add($"{row.Endpoint} by {Name(role)}{(foreign ? " elsewhere" : "")}: {(int)answer.Status} instead of {expected} {answer.Text}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Row_level_security_alone_refuses_them_too()
    {
        var (ours, theirs) = (await Standing.OfAsync(_ours), await Standing.OfAsync(_theirs));
        await using var open = new InProcessTopics(platform, open: true);
        using var api = open.Api(platform.SignIn);
        var wrong = new List<string>();
        foreach (var cells in Refused().GroupBy(cell => cell.Row))
        {
            var before = await ContentsAsync();
            foreach (var (row, role, actor, foreign, _) in cells.Where(cell => cell.Role is not null))
            {
                var answer = await AskAsync(api, row, actor, foreign ? theirs : ours);
                var name = $"{row.Endpoint} by {Name(role)}{(foreign ? " elsewhere" : "")}: {(int)answer.Status} {answer.Text}";
                if ((int)answer.Status >= 500 || (answer.IsSuccess && (!row.Reads || Tells(answer)))) wrong.Add(name);
            }

            if (await ContentsAsync() != before) wrong.Add($"{cells.Key.Endpoint} wrote something");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Lists_are_empty_for_those_who_read_no_joint_work()
    {
        await Standing.OfAsync(_ours);
        foreach (var (role, actor) in Callers.Where(caller => caller.Role is { } role && !WorkMatrix.TopicReaders.Contains(role)))
        {
            foreach (var list in WorkMatrix.Lists.Where(list => !list.EndsWith("export", StringComparison.Ordinal)))
                Assert.Equal("""{"items":[],"next":null}""", (await platform.Api.GetAsync(actor, Works.Path + list)).Ok().Text);
        }
    }

    IEnumerable<(WorkRow Row, Role? Role, Actor Actor, bool Foreign, int Expected)> Refused() =>
        from row in WorkMatrix.Rows
        from caller in Callers
        from foreign in new[] { false, true }
        where !foreign || row.OfRecord
        let expected = Expected(row, caller.Role, foreign)
        where expected is not null
        select (row, caller.Role, caller.Actor, foreign, expected.Value);

    /// <summary>How the caller is refused; null where they are not, or only by how the record stands.</summary>
    static int? Expected(WorkRow row, Role? by, bool foreign)
    {
        if (by is not { } role) return 401;
        if (row.Roles is { } roles && !roles.Contains(role)) return 403;
        if (foreign) return 404;
        if (row.Endpoint.Contains("/submissions/{", StringComparison.Ordinal)) return Submitters.Contains(role) ? null : 404;
        if (row.Endpoint.Contains("/activities/{activity}", StringComparison.Ordinal) && row.Roles is null)
            return WorkMatrix.TopicReaders.Contains(role) && role.Name != "system" ? null : 404;
        return row.Roles is null && !WorkMatrix.TopicReaders.Contains(role) ? 404 : null;
    }

    async Task<Answer> AskAsync(TopicsApi api, WorkRow row, Actor actor, Standing standing) => await api.SendAsync(
        actor, row.Method, row.Path(standing), row.Body?.Invoke(_ours, standing), match: row.Method == HttpMethod.Put ? "*" : null);

    static string Name(Role? role) => role?.ToString() ?? "nobody";

    static bool Tells(Answer answer) => new[] { "窗口", "一次性告知", "示例", "\"id\"", "\"topicId\"" }.Any(mark => answer.Text.Contains(mark, StringComparison.Ordinal));

    /// <summary>What the database holds, as one line a table.</summary>
    async Task<string> ContentsAsync()
    {
        var tables = await platform.ScalarAsync<string[]>(
            """
            select array_agg(relname::text order by relname) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                and not relispartition and relname <> all ('{__EFMigrationsHistory,outbox,idempotent_requests}')
            """);
        var lines = new List<string>();
        foreach (var table in tables!)
        {
            var sum = await platform.ScalarAsync<string>($"select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from {table} t");
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{table} {sum}"));
        }

        return string.Join('\n', lines);
    }
}
