using Npgsql;

namespace Supervision.EndToEnd.Upgrade;

/// <summary>What a database consists of: each object's name, such as <c>policy topics read_joint</c>, with its definition.</summary>
internal static class Catalogue
{
    public static async Task<Dictionary<string, string>> ReadAsync(string owner, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(Objects);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var objects = new Dictionary<string, string>();
        while (await rows.ReadAsync(ct)) objects.Add(rows.GetString(0), rows.GetString(1));
        return objects;
    }

    /// <returns>A paragraph for each object that is not the same in both.</returns>
    public static IEnumerable<string> Differences(Dictionary<string, string> upgraded, Dictionary<string, string> fresh) =>
        from name in upgraded.Keys.Union(fresh.Keys).Order(StringComparer.Ordinal)
        let here = upgraded.GetValueOrDefault(name, "does not exist")
        let there = fresh.GetValueOrDefault(name, "does not exist")
        where here != there
        select $"{name}\n  upgraded: {here}\n  fresh:    {there}";

    private const string Objects = """
        with tables as (
            select c.oid::regclass::text as name, c.* from pg_class c
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p'))
        select format('table %s', t.name), concat_ws(
            ' ', t.relkind, pg_get_expr(t.relpartbound, t.oid), t.relrowsecurity, t.relforcerowsecurity, t.reloptions, t.relacl)
        from tables t
        union all
        select format('column %s %s', t.name, a.attname), concat_ws(
            ' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attcollation::regcollation,
            pg_get_expr(d.adbin, d.adrelid))
        from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        union all
        -- A predicate that was dumped and read again has its casts and brackets elsewhere.
        select format('index %s', i.indexrelid::regclass), concat_ws(
            ' ', regexp_replace(pg_get_indexdef(i.indexrelid), '::character varying|::text(\[\])?|[()]', '', 'g'), i.indisvalid)
        from tables t join pg_index i on i.indrelid = t.oid
        union all
        select format('constraint %s %s', t.name, k.conname), concat_ws(' ', pg_get_constraintdef(k.oid), k.convalidated)
        from tables t join pg_constraint k on k.conrelid = t.oid
        union all
        select format('trigger %s %s', t.name, g.tgname), concat_ws(' ', pg_get_triggerdef(g.oid), g.tgenabled)
        from tables t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
        union all
        select format('policy %s %s', p.tablename, p.policyname), concat_ws(
            ' ', p.permissive, p.roles, p.cmd, 'using', p.qual, 'with check', p.with_check)
        from pg_policies p where p.schemaname = 'public'
        union all
        select format('function %s', f.oid::regprocedure), concat_ws(' ', pg_get_functiondef(f.oid), f.proacl)
        from pg_proc f where f.pronamespace = 'public'::regnamespace
            and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = f.oid and d.deptype = 'e')
        union all
        select format('sequence %s', s.sequencename), concat_ws(
            ' ', s.data_type, s.start_value, s.min_value, s.max_value, s.increment_by, s.cycle, s.cache_size, c.relacl)
        from pg_sequences s join pg_class c on c.oid = format('%I.%I', s.schemaname, s.sequencename)::regclass where s.schemaname = 'public'
        union all
        select format('extension %s', extname), extversion from pg_extension
        union all
        select 'schema public', concat_ws(' ', nspacl, obj_description(oid, 'pg_namespace')) from pg_namespace where nspname = 'public'
        """;
}
