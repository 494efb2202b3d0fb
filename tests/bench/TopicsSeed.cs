using Npgsql;

namespace Supervision.Bench;

/// <summary>Rows of a district as after ten years, inserted bypassing the service: texts of usual length, every stage, few still open.</summary>
internal static class TopicsSeed
{
    public static async Task FillAsync(NpgsqlDataSource owner, string district, int topics, int proposals, int year)
    {
        await using var connection = await owner.OpenConnectionAsync();
        foreach (var sql in (string[])[Topics, Proposals, Duties, Events, "analyze topics, proposals, duty_items, topic_events"])
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.CommandTimeout = 600;
            if (sql.Contains("@district", StringComparison.Ordinal)) command.Parameters.AddWithValue("district", district);
            if (sql.Contains("@topics", StringComparison.Ordinal)) command.Parameters.AddWithValue("topics", topics);
            if (sql.Contains("@proposals", StringComparison.Ordinal)) command.Parameters.AddWithValue("proposals", proposals);
            if (sql.Contains("@year", StringComparison.Ordinal)) command.Parameters.AddWithValue("year", year);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Of twenty topics one is in each active stage and one awaits the meeting; most are closed.</summary>
    const string Topics = """
        insert into topics (id, district, reference, year, status, title, scope, field, class, tags, units, source, solicited_at, status_since, selected_at, search_text)
        select uuidv7, @district, ref, @year - n / 20 % 10, status, title, scope, field, class, '{digitalReform}', '{}', 'JointResearch',
            now() - make_interval(mins => @topics - n), now() - make_interval(mins => (n::bigint * 7919 % @topics)::int),
            case when status in ('Solicited', 'Rejected') then null else now() - make_interval(mins => @topics - n) end,
            lower(ref || E'\n' || title || E'\n' || scope)
        from (
            select n, lpad(to_hex((extract(epoch from now()) * 1000)::bigint - @topics + n), 12, '0')::text as stamp,
                'T' || @year || '-' || lpad(n::text, 5, '0') as ref,
                (array['Solicited', 'Selected', 'Deliberating', 'Supervising', 'Concluding', 'Rejected'])[least(1 + n % 20, 6)] as open_status, n % 20 as turn,
                (array['优化营商环境：窗口一次告知', '为老助餐点补贴发放', '灌溉渠修复工程管护', '中转站夜间异味扰民'])[1 + n % 4] || '（' || n || '）' as title,
                '办事大厅窗口要求提交的纸质材料及其公示情况，第' || n || '处' as scope,
                (array['businessEnvironment', 'publicService', 'ruralRevitalisation', 'livingEnvironment'])[1 + n % 4] as field,
                (array['policy', 'livelihood', 'conduct', 'keyProject'])[1 + n / 4 % 4] as class
            from generate_series(1, @topics) n) rows,
            lateral (select (substr(stamp, 1, 8) || '-' || substr(stamp, 9, 4) || '-7' || substr(md5(ref || @district), 1, 3) || '-8'
                || substr(md5(ref || @district), 4, 3) || '-' || substr(md5(ref || @district), 7, 12))::uuid as uuidv7) ids,
            lateral (select case when turn < 6 then open_status else 'Closed' end as status) states
        """;

    const string Proposals = """
        insert into proposals (id, district, reference, year, source, status, title, scope, background, field, tags, proposers, proposer_ids, submitted_by, submitted_at, search_text)
        select gen_random_uuid(), @district, ref, @year - n / 100 % 10,
            (array['PartyAssigned', 'JointResearch', 'CppccProposal', 'CommissionPriority', 'PublicCall', 'Whistle'])[1 + n / 10 % 6],
            case when n % 10 = 0 then 'Submitted' else 'Rejected' end, title, scope, repeat('多方反映，拟列为议题。', 20), 'publicService', '{}',
            jsonb_build_array(jsonb_build_object('userId', null, 'name', '示例·委员', 'body', 'cppcc', 'contact', null, 'reference', ref, 'at', now())),
            '{}', gen_random_uuid(), now() - make_interval(mins => @proposals - n), lower(ref || E'\n' || title || E'\n' || scope)
        from (select n, @year || '-' || lpad(n::text, 6, '0') as ref, '窗口办事多头往返（' || n || '）' as title, '沿街商铺开办审批要求提供的证明材料，第' || n || '处' as scope
            from generate_series(1, @proposals) n) rows
        """;

    /// <summary>Three items per topic past selection; one in a thousand is overdue.</summary>
    const string Duties = """
        insert into duty_items (id, topic_id, district, number, title, owner, owner_name, owner_body, due_on, due, status, progress, created_by, created_at, finished_at)
        select gen_random_uuid(), t.id, t.district, i, '走访现场', gen_random_uuid(), '示例·委员', 'cppcc', make_date(t.year, 1, 1), make_date(t.year, 1, 2),
            case when row_number() over () % 1000 = 0 then 'Open' else 'Done' end, '[]', gen_random_uuid(), now(),
            case when row_number() over () % 1000 = 0 then null else make_timestamptz(t.year, 1, 1, 0, 0, 0) end
        from topics t, generate_series(1, 3) i
        where t.district = @district and t.selected_at is not null
        """;

    const string Events = """
        insert into topic_events (topic_id, district, kind, by, by_name, by_body, at, facts)
        select t.id, t.district, case when i = 0 then 'Solicited' else 'Moved' end, gen_random_uuid(), '示例·经办', 'cppcc', t.solicited_at + make_interval(days => i),
            case when i = 0 then '{}'::jsonb else jsonb_build_object('from', 'solicited', 'to', (array['selected', 'deliberating', 'supervising', 'concluding', 'closed'])[i]) end
        from topics t, generate_series(0, 5) i
        where t.district = @district and t.status = 'Closed'
        """;
}
