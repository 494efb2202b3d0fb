using System.Diagnostics;
using System.Net.Http.Headers;
using Npgsql;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// (e) A district's yearly scorecards, 200 units with 12,000 items, recomputed from forms, answers, deadlines and evidence (limit 5 s), compared with
/// one SQL aggregate over the same rows.
/// </summary>
internal static class ScorecardBench
{
    const int Year = 2025;
    const int Units = 200;
    const int FormsEach = 12;
    const int ItemsEach = 5;

    public static async Task RunAsync(Figures figures, int rounds)
    {
        await using var platform = await TestHost.StartAsync(new TestHostOptions
        {
            Only = ["identity", "assessment"],
        });
        await using var owner = NpgsqlDataSource.Create(platform.ConnectionString("assessmentdb"));
        await ExecuteAsync(owner, Seed, SampleAccounts.Dongtou);
        var (accounts, signIn) = (SampleAccounts.Read(Accounts(platform.DataFolder)), new SignInClient(platform.Address("identity")));
        using var office = await ClientAsync(platform, signIn, accounts.Holder(Cppcc.Office));
        await AdoptAsync(platform, signIn, accounts, office);

        for (var round = 0; round <= rounds; round++)
        {
            // Something new in each unit, so that every scorecard is rewritten.
            await ExecuteAsync(owner, "update form_items set relapses = relapses + 1 where number = 1 and district = $1", SampleAccounts.Dongtou);
            var clock = Stopwatch.StartNew();
            using var answer = await office.PostAsJsonAsync("/api/assessment/scorecards/compute", new { year = Year, regime = "consultationWork" });
            var took = clock.Elapsed.TotalSeconds;
            var text = await answer.Content.ReadAsStringAsync();
            if (!text.Contains($"\"computed\":{Units},", StringComparison.Ordinal)) throw new InvalidOperationException(text);
            clock.Restart();
            await ExecuteAsync(owner, Aggregate, SampleAccounts.Dongtou);
            var aggregate = clock.Elapsed.TotalSeconds;
            if (round == 0) continue; // warm-up
            figures.Add($"{Units} scorecards over {Units * FormsEach * ItemsEach:N0} items", "s", took, Bar.AtMost(5));
            figures.Add("one SQL aggregate over the same rows", "s", aggregate);
            figures.AddRatio("computed / aggregate", took, aggregate);
        }
    }

    static async Task AdoptAsync(TestHost platform, SignInClient signIn, SampleAccounts accounts, HttpClient office)
    {
        using var drafted = await office.PostAsJsonAsync("/api/assessment/schemes", new
        {
            regime = "consultationWork",
            fromYear = 2020,
            indicators = new object[]
            {
                new { code = "onTime", name = "按期回复", measure = "onTimeRate", weight = 40, formula = new { kind = "linear", zeroAt = 50, fullAt = 100 } },
                new { code = "closed", name = "办结", measure = "closureRate", weight = 30, formula = new { kind = "linear", zeroAt = 0, fullAt = 100 } },
                new { code = "evidence", name = "佐证", measure = "evidenceRate", weight = 20, formula = new { kind = "linear", zeroAt = 0, fullAt = 100 } },
                new { code = "relapse", name = "反弹", measure = "relapseCount", weight = 10, formula = new { kind = "deduction", perOccurrence = 2 } },
            },
        });
        var scheme = await drafted.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Scheme>();
        foreach (var role in new[] { Cppcc.Chair, Discipline.Leader })
        {
            using var leader = await ClientAsync(platform, signIn, accounts.Holder(role));
            using var concurred = await leader.PostAsJsonAsync($"/api/assessment/schemes/{scheme!.Id}/concur", new { contentHash = scheme.ContentHash });
            concurred.EnsureSuccessStatusCode();
        }
    }

    static async Task<HttpClient> ClientAsync(TestHost platform, SignInClient signIn, SampleAccount account)
    {
        var http = new HttpClient { BaseAddress = platform.Address("assessment") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await signIn.TokenAsync(account));
        return http;
    }

    static async Task ExecuteAsync(NpgsqlDataSource owner, string sql, params object[] parameters)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        await command.ExecuteNonQueryAsync();
    }

    static string Accounts(string dataFolder) => Path.Combine(dataFolder, "accounts.json");

    sealed record Scheme(Guid Id, string ContentHash);

    static readonly string Seed = $"""
        with forms as materialized (
            select gen_random_uuid() id, $1::text || '-B' || u unit, u, f, timestamptz '{Year}-02-01 02:00Z' + make_interval(days => f * 20) began
            from generate_series(1, {Units}) u, generate_series(1, {FormsEach}) f),
        items as materialized (select gen_random_uuid() id, gen_random_uuid() reply, i, forms.id form, unit, u, began from forms, generate_series(1, {ItemsEach}) i),
        made as (
            insert into feedback_forms (id, district, reference, unit, unit_name, title, status, latest, content, content_hash, decisions, number,
                drafted_by, drafted_at, issued_at, received_at, told)
            select id, $1, 'B' || u || '-' || f, unit, '示例单位' || u, '反馈单', 'Replied', 1, '{"{}"}', repeat('0', 64), '[]', 'B' || u || '-' || f,
                gen_random_uuid(), began, began, began, 0 from forms),
        items_made as (
            insert into form_items (id, form_id, district, unit, number, heading, problem, requirement, severity, status, round, deadline_id, relapses, issued_at, closed_at)
            select id, form, $1, unit, i, '整改', '问题', '要求', 'Minor', case when i < 5 then 'Closed' else 'Replied' end, 1, form, 0, began,
                case when i < 5 then began + interval '25 days' end from items),
        replies as (
            insert into item_replies (id, item_id, form_id, district, unit, round, measures, results, saved_at, sent_at, late, accepted, settled_at)
            select reply, id, form, $1, unit, 1, '措施', '成效', began, began + interval '10 days', i = 4, case when i < 5 then true end,
                case when i < 5 then began + interval '25 days' end from items),
        clocks as (
            insert into reply_deadlines (id, form_id, district, unit, reference, "from", extension, due, amount, mode, clock_version, open, held, told)
            select id, id, $1, unit, 'B', began, 0, began + interval '20 days', 20, 'CalendarDays', 0, false, false, 1 from forms),
        events as (
            insert into deadline_events (id, deadline_id, form_id, district, unit, kind, due, clock_version, at)
            select gen_random_uuid(), id, id, $1, unit, 'Started', began + interval '20 days', 0, began from forms)
        insert into files (id, district, owner_kind, owner_id, name, media_type, size, sha256, by, at)
        select gen_random_uuid(), $1, 'reply', reply, 'a.txt', 'text/plain', 1, md5(reply::text) || md5(id::text), gen_random_uuid(), began from items where i <> 3
        """;

    static readonly string Aggregate = $"""
        select i.unit, count(*), count(i.closed_at), sum(i.relapses), count(*) filter (where not r.late), count(distinct f.owner_id),
            avg(i.closed_at - g.received_at), count(distinct e.id)
        from form_items i join feedback_forms g on g.id = i.form_id left join item_replies r on r.item_id = i.id
            left join deadline_events e on e.form_id = i.form_id left join files f on f.owner_kind = 'reply' and f.owner_id = r.id
        where i.district = $1 and i.issued_at >= timestamptz '{Year}-01-01 00:00+08' and i.issued_at < timestamptz '{Year + 1}-01-01 00:00+08'
        group by i.unit
        """;
}
