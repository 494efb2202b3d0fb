using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>
/// (d) 100,000 open feedback forms, of which 10,000 fall due at one instant: how long until each is flagged and published (limit 30 s), and how
/// it affects units that answer meanwhile (p99 at most twice that of the same round before the instant).
/// </summary>
internal static class AssessmentBench
{
    const int Forms = 100_000;
    const int DueAtOnce = 10_000;
    const int Answering = 4;

    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Figures figures, int rounds)
    {
        await using var platform = await TestHost.StartAsync(new TestHostOptions
        {
            Only = ["identity", "assessment"],
            Environment = new Dictionary<string, Dictionary<string, string>> { ["identity"] = new() { ["Tokens__Access"] = "02:00:00" } },
        });
        await using var owner = NpgsqlDataSource.Create(platform.ConnectionString("assessmentdb"));
        var accounts = SampleAccounts.Read(Accounts(platform.DataFolder));
        var signIn = new SignInClient(platform.Address("identity"));
        using var unit = await ClientAsync(platform.Address("assessment"), signIn, accounts.Holder(Others.Contact));
        var form = await ReceivedFormAsync(platform.Address("assessment"), signIn, accounts, unit);
        await SeedAsync(owner, form);

        for (var round = 0; round <= rounds; round++)
        {
            var result = await RoundAsync(owner, unit, form);
            if (round == 0) continue; // warm-up
            figures.Add($"{DueAtOnce:N0} of {Forms:N0} open forms flagged", "s", result.Flagged, Bar.AtMost(30));
            figures.Add("and published", "s", result.Told, Bar.AtMost(30));
            figures.Add($"an answer before, {Answering} units, p99", "ms", result.Before);
            figures.Add($"an answer meanwhile, {Answering} units, p99", "ms", result.Meanwhile);
            figures.AddRatio("meanwhile / before", result.Meanwhile, result.Before, Bar.AtMost(2));
        }
    }

    static async Task<(double Flagged, double Told, double Before, double Meanwhile)> RoundAsync(NpgsqlDataSource owner, HttpClient unit, Guid form)
    {
        var items = new Queue<Guid>(await ScalarAsync<Guid[]>(owner, Copies, form, 12_000));
        await ScalarAsync<object>(owner, "select pg_sleep(2)");
        var due = DateTimeOffset.UtcNow + Quiet;
        await ScalarAsync<object>(owner, """
            update reply_deadlines set due = $1 where id in (select id from reply_deadlines where open and overdue_at is null and due > now() + interval '1 day' limit $2)
            """, due, DueAtOnce);
        using var over = new CancellationTokenSource();
        var answers = Enumerable.Range(0, Answering).Select(_ => Task.Run(() => AnswerAsync(unit, items, over.Token))).ToList();
        var flagged = await UntilAsync(owner, due, "select not exists (select from reply_deadlines where due = $1 and overdue_at is null)", due);
        var told = await UntilAsync(owner, due, "select not exists (select from outbox where type = 'FormOverdue')");
        await over.CancelAsync();
        var took = (await Task.WhenAll(answers)).SelectMany(list => list).ToList();
        var end = due.AddSeconds(told);
        return (flagged, told,
            Figures.Percentile(took.Where(t => t.At < due && t.At > due - Quiet + TimeSpan.FromSeconds(2)).Select(t => t.Took), 0.99),
            Figures.Percentile(took.Where(t => t.At >= due && t.At <= end).Select(t => t.Took), 0.99));
    }

    /// <summary>Answers one item after the other: draft and send.</summary>
    static async Task<List<(DateTimeOffset At, double Took)>> AnswerAsync(HttpClient unit, Queue<Guid> items, CancellationToken over)
    {
        var took = new List<(DateTimeOffset, double)>();
        while (!over.IsCancellationRequested)
        {
            Guid item;
            lock (items)
            {
                if (!items.TryDequeue(out item)) throw new InvalidOperationException("No items are left to answer.");
            }

            var (at, clock) = (DateTimeOffset.UtcNow, Stopwatch.StartNew());
            await SendAsync(unit, HttpMethod.Put, $"/api/assessment/items/{item}/reply", new { measures = "整改措施", results = "整改成效" });
            await SendAsync(unit, HttpMethod.Post, $"/api/assessment/items/{item}/reply/send");
            took.Add((at, clock.Elapsed.TotalMilliseconds));
        }

        return took;
    }

    /// <summary>Seconds from the instant until the condition holds.</summary>
    static async Task<double> UntilAsync(NpgsqlDataSource owner, DateTimeOffset due, string condition, params object[] parameters)
    {
        while (DateTimeOffset.UtcNow < due || !await ScalarAsync<bool>(owner, condition, parameters))
        {
            if (DateTimeOffset.UtcNow > due.AddMinutes(3)) throw new TimeoutException("Not within three minutes.");
            await Task.Delay(50);
        }

        return (DateTimeOffset.UtcNow - due).TotalSeconds;
    }

    static async Task<Guid> ReceivedFormAsync(Uri address, SignInClient signIn, SampleAccounts accounts, HttpClient unit)
    {
        using var office = await ClientAsync(address, signIn, accounts.Holder(Cppcc.Office));
        using var chair = await ClientAsync(address, signIn, accounts.Holder(Cppcc.Chair));
        using var leader = await ClientAsync(address, signIn, accounts.Holder(Discipline.Leader));
        var draft = await SendAsync(office, HttpMethod.Post, "/api/assessment/forms", new
        {
            title = "窗口服务整改反馈单",
            unit = $"{SampleAccounts.Dongtou}-U01",
            unitName = "区政务服务中心",
            items = new[] { new { heading = "窗口多头往返", problem = "群众多次往返窗口", requirement = "限期整改", severity = "moderate" } },
        });
        var (id, hash) = (draft.GetProperty("id").GetGuid(), draft.GetProperty("contentHash").GetString());
        await SendAsync(office, HttpMethod.Post, $"/api/assessment/forms/{id}/submit");
        foreach (var key in new[] { chair, leader }) await SendAsync(key, HttpMethod.Post, $"/api/assessment/forms/{id}/concur", new { contentHash = hash });
        await SendAsync(office, HttpMethod.Post, $"/api/assessment/forms/{id}/issue");
        await SendAsync(unit, HttpMethod.Post, $"/api/assessment/forms/{id}/acknowledge");
        return id;
    }

    static async Task SeedAsync(NpgsqlDataSource owner, Guid form)
    {
        await ScalarAsync<Guid[]>(owner, Copies, form, Forms);
        await ScalarAsync<object>(owner, "analyze");
    }

    /// <summary>Creates forms like this one with their item and clock; returns the ids of the items.</summary>
    const string Copies = """
        with ids as materialized (select gen_random_uuid() as form, gen_random_uuid() as item from generate_series(1, $2)),
        made as (
            insert into feedback_forms select (jsonb_populate_record(f, jsonb_build_object('id', ids.form, 'reference', 'B' || ids.form, 'number', ids.form))).*
            from feedback_forms f, ids where f.id = $1),
        items as (
            insert into form_items select (jsonb_populate_record(i, jsonb_build_object('id', ids.item, 'form_id', ids.form, 'deadline_id', ids.form))).*
            from form_items i, ids where i.form_id = $1),
        clocks as (
            insert into reply_deadlines select (jsonb_populate_record(d, jsonb_build_object('id', ids.form, 'form_id', ids.form))).*
            from reply_deadlines d, ids where d.id = $1),
        counts as (
            insert into reply_counts select (jsonb_populate_record(c, jsonb_build_object('deadline_id', ids.form))).* from reply_counts c, ids where c.deadline_id = $1)
        select array_agg(item) from ids
        """;

    static async Task<HttpClient> ClientAsync(Uri address, SignInClient signIn, SampleAccount account)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await signIn.TokenAsync(account));
        return client;
    }

    static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(text) : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    static async Task<T> ScalarAsync<T>(NpgsqlDataSource owner, string sql, params object[] parameters)
    {
        await using var command = owner.CreateCommand(sql);
        command.CommandTimeout = 300;
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        return await command.ExecuteScalarAsync() is T value ? value : default!;
    }

    static string Accounts(string data) => Path.Combine(data, "accounts.json");
}
