using System.Text.Json;
using Npgsql;
using Supervision.Contracts;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>Rows of a district in any number, inserted bypassing the service: of many years, few of them still open.</summary>
internal static class ListsSeed
{
    /// <summary>
    /// Ids as the service would have given them a minute apart: <c>n</c> is the row, <c>$2</c> the district, <c>$3</c> their number.
    /// </summary>
    const string Id = """
        overlay(md5($2 || n) placing lpad(to_hex((extract(epoch from now()) * 1000)::bigint - ($3 - n)::bigint * 60000), 12, '0') || '7' from 1)::uuid
        """;

    /// <summary>Copies of one that was registered through the service.</summary>
    public static async Task CluesAsync(TestHost platform, NpgsqlDataSource owner, string district, int rows)
    {
        using var office = await TwoSizes.OfficeAsync(platform, "clues", TwoSizes.Small);
        var clue = await PostAsync(office, "/api/clues/", new
        {
            title = "营商环境专项资金拨付迟缓",
            account = string.Concat(Enumerable.Repeat("企业反映专项资金未按期拨付。", 5)),
            units = Array.Empty<object>(),
            persons = Array.Empty<object>(),
            source = "other",
            field = "businessEnvironment",
        });
        await TwoSizes.ExecuteAsync(owner, $"""
            insert into clues
            select copy.* from clues c, generate_series(1, $3) n, lateral jsonb_populate_record(c, jsonb_build_object(
                'id', {Id}, 'district', $2, 'reference', 'B' || n,
                'title', (array['窗口', '资金', '工程', '用地'])[1 + n % 4] || '办理迟缓 ' || n % 9973,
                'status', case when n % ($3 / 40) = 0 then 'InApproval' when n % ($3 / 40) = 1 then 'Transferred' else 'Closed' end,
                'letter_number', 'B' || n, 'transferred_at', now() - make_interval(mins => $3 - n),
                'receipt_due', now() + make_interval(mins => (n::bigint * 7919 % $3)::int), 'search_text', 'b' || n || ' 办理迟缓')) copy
            where c.id = $1
            """, clue, district, rows);
        await TwoSizes.ExecuteAsync(owner, "vacuum analyze clues");
    }

    /// <summary>Copies of one that was drafted through the service.</summary>
    public static async Task FormsAsync(TestHost platform, NpgsqlDataSource owner, string district, int rows)
    {
        using var office = await TwoSizes.OfficeAsync(platform, "assessment", TwoSizes.Small);
        var form = await PostAsync(office, "/api/assessment/forms", new
        {
            title = "窗口服务整改反馈单",
            unit = $"{TwoSizes.Small}-U01",
            unitName = "区政务服务中心",
            items = new[] { new { heading = "窗口多头往返", problem = "群众多次往返窗口", requirement = "限期整改", severity = "moderate" } },
        });
        await TwoSizes.ExecuteAsync(owner, $"""
            insert into feedback_forms
            select copy.* from feedback_forms f, generate_series(1, $3) n, lateral jsonb_populate_record(f, jsonb_build_object(
                'id', {Id}, 'district', $2, 'reference', 'B' || n, 'number', 'B' || n, 'unit', 'U' || n % 40,
                'status', case when n % ($3 / 40) = 0 then 'Received' when n % ($3 / 40) = 1 then 'Replied' else 'Closed' end,
                'drafted_at', now() - make_interval(mins => $3 - n), 'issued_at', now() - make_interval(mins => $3 - n))) copy
            where f.id = $1
            """, form, district, rows);
        await TwoSizes.ExecuteAsync(owner, "vacuum analyze feedback_forms");
    }

    public static async Task SupervisorsAsync(TestHost platform, NpgsqlDataSource owner, string district, int rows)
    {
        await RosterBench.FillAsync(owner, district, rows);
        await FieldBench.FindingsAsync(owner, district, rows);
    }

    /// <summary>The inbox of the district's office, of which forty are unread.</summary>
    public static async Task InboxAsync(TestHost platform, NpgsqlDataSource owner, string district, int rows)
    {
        var office = SampleAccounts.Read(Path.Combine(platform.DataFolder, "accounts.json")).Holder(Cppcc.Office, district);
        await TwoSizes.ExecuteAsync(owner, $$"""
            insert into notifications (user_id, position, id, district, body, kind, arguments, link, urgency, at, read_at)
            select $1, n, {{Id}}, $2, '{{Bodies.Cppcc}}', 'clue.awaiting_receipt', '{"reference": "2026-0017", "letterNumber": "〔2026〕12号"}',
                '/clues/019d0a3c-5b1e-7c33-9d0f-2f6a4f0f7a11', 1, now() - make_interval(mins => $3 - n),
                case when n % ($3 / 40) = 0 then null else now() end
            from generate_series(1, $3) n
            """, office.UserId, district, rows);
        await TwoSizes.ExecuteAsync(owner, "vacuum analyze notifications");
    }

    static async Task<Guid> PostAsync(HttpClient office, string path, object body)
    {
        using var answer = await office.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetGuid();
    }
}
