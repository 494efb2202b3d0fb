using System.Net;
using System.Text.Json;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Notifications.Tests;

/// <summary>
/// Data that belongs to the district rather than to one inbox: every endpoint × every role of every body and the systems, with the application's
/// checks and without. Rows are always of the caller's district, so unreachability of another district's rows is shown by the responses.
/// </summary>
public sealed class JointAccessTests(SignedInPlatform platform) : IClassFixture<SignedInPlatform>
{
    static readonly Role[] Admins = [Cppcc.Admin, Discipline.Admin];
    static readonly Role[] People = [.. Roles.All];
    static readonly Role[] OfBothBodies = [.. Roles.All.Where(role => role.Body is Bodies.Cppcc or Bodies.Discipline)];

    static readonly Role[] Liaisons = [Cppcc.Liaison, Discipline.Liaison];
    static readonly Role[] Correspondents = [.. Liaisons, Cppcc.Chair, Discipline.Leader];

    /// <summary>Sent by neither side, so that everybody with the right may receipt it and nobody may change it.</summary>
    const string SentBrief = "0199b3a0-0000-7000-8000-000000000002";

    static readonly object Entry = new { userId = Guid.Empty, name = "某", from = "2026-01-01" };
    static readonly object Entered = new { name = "某", from = "2026-01-01" };
    static readonly object Brief = new { subject = "简报", text = "内容" };
    static readonly object Rule = new { daysBefore = new[] { 5, 1 }, onTheDay = true, sendAt = "09:00:00", liaisonsAfter = 1, leadersAfter = 3 };
    static readonly object Days = new { days = new[] { new { date = "2026-09-16", kind = "DayOff", reason = "台风停工" } } };
    static readonly object Change = new
    {
        days = new[] { new { date = "2026-09-16", kind = "DayOff", reason = "台风停工" } },
        reason = "防御台风",
        version = new string('0', 64),
    };

    /// <param name="Body">Request body.</param>
    /// <param name="Anybody">Whether everybody signed in may call it, systems included.</param>
    /// <param name="Told">Confidential text in the response; null if there is none.</param>
    /// <param name="Status">Status for permitted callers.</param>
    internal sealed record Row(
        string Endpoint, Role[] May, object? Body = null, bool Anybody = false, string? Told = null, HttpStatusCode Status = HttpStatusCode.OK)
    {
        public string Path => Endpoint.Split(' ')[1].Replace("{year:int}", "2026", StringComparison.Ordinal)
            .Replace("{id:guid}", Of, StringComparison.Ordinal);

        string Of => Endpoint.Contains("briefs", StringComparison.Ordinal) ? SentBrief : Guid.Empty.ToString();
    }

    internal static readonly Row[] Rows =
    [
        new("GET /api/notifications/reminder-rule", OfBothBodies, Told: "\"changedByBody\":\"cppcc\""),
        new("PUT /api/notifications/reminder-rule", Admins, Rule),
        new("GET /api/notifications/calendar/{year:int}", People, Anybody: true),
        new("POST /api/notifications/calendar/preview", Admins, Days, Told: "\"deadlineId\""),
        new("POST /api/notifications/calendar/changes", Admins, Change, Status: HttpStatusCode.Conflict),
        new("GET /api/notifications/calendar/changes", OfBothBodies, Told: "\"reason\""),
        new("GET /api/notifications/liaisons/", OfBothBodies, Told: "某联络员"),
        new("POST /api/notifications/liaisons/", Admins, Entry, Status: HttpStatusCode.Conflict),
        new("PUT /api/notifications/liaisons/{id:guid}", Admins, Entered, Status: HttpStatusCode.NotFound),
        new("GET /api/notifications/briefs/", Correspondents, Told: "\"subject\""),
        new("GET /api/notifications/briefs/export", Correspondents),
        new("GET /api/notifications/briefs/{id:guid}", Correspondents, Told: "\"subject\""),
        new("PUT /api/notifications/briefs/{id:guid}", Liaisons, Brief, Told: "\"subject\"", Status: HttpStatusCode.PreconditionRequired),
        new("POST /api/notifications/briefs/{id:guid}/send", Liaisons, Told: "\"subject\"", Status: HttpStatusCode.Conflict),
        new("POST /api/notifications/briefs/{id:guid}/discard", Liaisons, Told: "\"subject\"", Status: HttpStatusCode.Conflict),
        new("POST /api/notifications/briefs/{id:guid}/receipt", Correspondents, Told: "\"subject\"", Status: HttpStatusCode.OK),
    ];

    [Fact]
    public async Task The_service_answers_every_cell_as_the_matrix_says()
    {
        await PrepareAsync();
        foreach (var row in Rows)
        {
            foreach (var (name, roles, token) in await CallersAsync())
            {
                var (status, text) = await AskAsync(platform.As(token), row);
                var expected = row.Anybody || roles.Any(row.May.Contains) ? row.Status : HttpStatusCode.Forbidden;
                Assert.True(status == expected, $"{row.Endpoint} by {name}: {status} instead of {expected}: {text}");
            }
        }
    }

    [Fact]
    public async Task Row_level_security_alone_tells_nothing_and_lets_nobody_write()
    {
        await PrepareAsync();
        foreach (var row in Rows.Where(row => !row.Anybody))
        {
            var before = await ContentsAsync();
            foreach (var (name, _, token) in (await CallersAsync()).Where(caller => !caller.Roles.Any(row.May.Contains)))
            {
                var (status, text) = await AskAsync(platform.AsUnchecked(token), row);
                Assert.True((int)status < 500, $"{row.Endpoint} by {name}: {status} {text}");
                Assert.True(row.Told is null || !text.Contains(row.Told, StringComparison.Ordinal), $"{row.Endpoint} by {name} shows: {text}");
            }

            Assert.True(before == await ContentsAsync(), $"{row.Endpoint} wrote something.");
        }
    }

    [Fact]
    public async Task Another_districts_rule_days_deadlines_and_history_are_out_of_reach_even_without_the_applications_checks()
    {
        await PrepareAsync();
        foreach (var role in Admins)
        {
            var token = await platform.SignIn.TokenAsync(platform.Accounts.Holder(role, SampleAccounts.Lucheng), TestContext.Current.CancellationToken);
            foreach (var api in new[] { platform.As(token), platform.AsUnchecked(token) })
            {
                foreach (var row in Rows.Where(row => row.Told is not null))
                {
                    var (_, text) = await AskAsync(api, row);
                    Assert.False(text.Contains(row.Told!, StringComparison.Ordinal), $"{row.Endpoint} by {role} of another district shows: {text}");
                }

                using var year = await api.GetAsync("/api/notifications/calendar/2026");
                Assert.DoesNotContain("District", await year.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>A rule, a day off, its history and an open deadline of the district, as its admins and services create them.</summary>
    async Task PrepareAsync()
    {
        await using var command = platform.Owner.CreateCommand("""
            insert into reminder_rules (district, days_before, on_the_day, send_at, liaisons_after, leaders_after, changed_by, changed_by_body, changed_at, applied)
            values ('330305', '{5,1}', true, '09:00', 1, 3, gen_random_uuid(), 'cppcc', now(), true) on conflict do nothing;
            insert into working_days values ('330305', '2026-03-02', 'DayOff', '校庆') on conflict do nothing;
            insert into calendar_states values ('330305', gen_random_uuid(), 1) on conflict do nothing;
            insert into calendar_changes (id, district, version, days, reason, moved, by, by_name, by_body, at)
            values (gen_random_uuid(), '330305', 1, '[]', '校庆', 0, gen_random_uuid(), '某某', 'cppcc', now()) on conflict do nothing;
            insert into deadlines (deadline_id, district, kind, matter_id, reference, link, due, open, persons, roles, escalates_to, count, version)
            values ('0199b3a0-0000-7000-8000-000000000001', '330305', 'clue.receipt', gen_random_uuid(), '2026-0017', '/clues/1', '2026-09-17T16:00Z', true, '{}',
                '{discipline/intake}', '{cppcc,discipline}',
                '{"from":"2026-09-14T02:00:00+00:00","amount":3,"unit":"WorkingDays","dayEnd":null,"rollForward":true}', 1) on conflict do nothing;
            insert into liaisons (id, district, body, user_id, name, "from", changed_by, changed_at)
            values (gen_random_uuid(), '330305', 'cppcc', '0199b3a0-0000-7000-8000-000000000003', '某联络员', '2026-01-01', gen_random_uuid(), now()) on conflict do nothing;
            insert into stage_briefs (id, district, body, topic_id, topic_reference, stage, subject, text, status, moved_at)
            values ('0199b3a0-0000-7000-8000-000000000002', '330305', 'party', gen_random_uuid(), 'T2026-0003', 'selected', '简报', '内容', 'Sent', now()) on conflict do nothing;
            """);
        await command.ExecuteNonQueryAsync();
    }

    async Task<List<(string Name, Role[] Roles, string Token)>> CallersAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var callers = new List<(string, Role[], string)>();
        foreach (var account in platform.Accounts.Accounts.Where(a => a.District == SampleAccounts.Dongtou).DistinctBy(a => (a.Body, string.Join(',', a.Roles))))
        {
            callers.Add((account.Username, [.. account.Roles.Select(role => new Role(account.Body, role))], await platform.SignIn.TokenAsync(account, ct)));
        }

        foreach (var client in platform.Accounts.Clients.Where(c => c.District == SampleAccounts.Dongtou && c.Scopes.Contains("notifications")))
            callers.Add((client.Id, [new Role(client.Body, "system")], await platform.SignIn.TokenAsync(client, ct)));
        Assert.Superset(Roles.All.ToHashSet(), callers.SelectMany(caller => caller.Item2).ToHashSet());
        return callers;
    }

    static async Task<(HttpStatusCode Status, string Text)> AskAsync(Api api, Row row)
    {
        using var request = api.Request(HttpMethod.Parse(row.Endpoint.Split(' ')[0]), row.Path);
        if (row.Body is not null) request.Content = new StringContent(JsonSerializer.Serialize(row.Body), System.Text.Encoding.UTF8, "application/json");
        using var response = await api.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    async Task<string> ContentsAsync()
    {
        await using var command = platform.Owner.CreateCommand("""
            select string_agg(line, ' ') from (
                select md5(coalesce(string_agg(t::text, '' order by t::text), '')) line from reminder_rules t
                union all select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from working_days t
                union all select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from calendar_states t
                union all select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from calendar_changes t
                union all select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from liaisons t
                union all select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from stage_briefs t
                union all select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from brief_receipts t) lines
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
