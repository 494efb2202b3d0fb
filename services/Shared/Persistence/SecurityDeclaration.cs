using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Supervision.Persistence;

/// <summary>
/// What a database allows whom: SQL functions, policies and triggers, declared as a whole, each after what it needs. Applying it makes them
/// anew in one transaction and turns row-level security on for every table; what is no longer declared vanishes. When the database is as
/// declared already, nothing is done.
/// </summary>
/// <param name="declared">
/// <c>create or replace function</c>, <c>create policy</c>, <c>create trigger</c>, and what may be run any number of times.
/// </param>
/// <param name="untenanted">Tables without any district's data, which therefore need no row-level security.</param>
public sealed class SecurityDeclaration(IEnumerable<string> declared, params string[] untenanted)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly string _sql = string.Join('\n', declared);

    /// <exception cref="InvalidOperationException">A table has no policy; the message names it. Nothing was changed.</exception>
    public async Task ApplyAsync(NpgsqlDataSource owner)
    {
        await using var connection = await owner.OpenConnectionAsync();
        var replace = "";
        for (var clock = Stopwatch.StartNew(); !await IsCurrentAsync(connection);)
        {
            try
            {
                await ApplyAsync(connection, replace);
                return;
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InvalidFunctionDefinition && replace.Length == 0)
            {
                replace = DropFunctions; // a function now has another result, which it cannot get in place
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable && clock.Elapsed < Patience)
            {
                await Task.Delay(Pause); // others, who waited behind this step, go first
            }
        }
    }

    async Task ApplyAsync(NpgsqlConnection connection, string dropFunctions)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, LockTables);
        await ExecuteAsync(connection, DropPoliciesAndTriggers + dropFunctions + _sql + DropFunctionsNotDeclared);
        await ProtectTablesAsync(connection);
        await ExecuteAsync(connection, $"comment on schema public is '{await FingerprintAsync(connection)}'");
        await transaction.CommitAsync();
    }

    async Task ProtectTablesAsync(NpgsqlConnection connection)
    {
        await using var check = new NpgsqlCommand(CheckTables, connection) { Parameters = { new() { Value = untenanted } } };
        string? open, protect;
        await using (var reader = await check.ExecuteReaderAsync())
        {
            await reader.ReadAsync();
            (open, protect) = (reader[0] as string, reader[1] as string);
        }

        if (open is not null) throw new InvalidOperationException($"Tables without any policy for their rows: {open}.");
        if (protect is not null) await ExecuteAsync(connection, protect);
    }

    /// <summary>The fingerprint of the last declaration applied, and of what it made, is kept as the schema's comment.</summary>
    async Task<bool> IsCurrentAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select obj_description('public'::regnamespace, 'pg_namespace')", connection);
        return await command.ExecuteScalarAsync() is string comment && comment == await FingerprintAsync(connection);
    }

    async Task<string> FingerprintAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(Catalogue, connection);
        var catalogue = (string)(await command.ExecuteScalarAsync())!;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [_sql, .. untenanted, catalogue]))));
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    const string Tables = "pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition";

    /// <summary>Those of extensions are not ours.</summary>
    const string Functions = """
        pg_proc p where p.pronamespace = 'public'::regnamespace
            and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
        """;

    const string Triggers = "pg_trigger t where not t.tgisinternal and t.tgrelid in (select c.oid from " + Tables + ")";

    const string Catalogue = $"""
        select concat_ws(E'\n',
            (select string_agg(concat_ws(' ', c.relname, c.relrowsecurity, c.relforcerowsecurity), E'\n' order by c.relname) from {Tables}),
            (select string_agg(p::text, E'\n' order by p.tablename, p.policyname) from pg_policies p where p.schemaname = 'public'),
            (select string_agg(concat_ws(' ', pg_get_functiondef(p.oid), p.proacl), E'\n' order by p.oid::regprocedure::text)
                from {Functions}),
            (select string_agg(concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled), E'\n' order by t.tgrelid::regclass::text, t.tgname)
                from {Triggers}))
        """;

    /// <summary>All tables or none, and soon: readers wait behind this step while it waits, and for as long as it then takes.</summary>
    const string LockTables = $"""
        set local lock_timeout = '50ms';
        do $$ begin
            execute (
                select 'lock table ' || string_agg(c.oid::regclass::text, ', ' order by c.relname) || ' in access exclusive mode'
                from {Tables});
        end $$
        """;

    const string DropPoliciesAndTriggers = $"""
        do $$ declare old record; begin
            for old in select policyname, tablename from pg_policies where schemaname = 'public' loop
                execute format('drop policy %I on %I', old.policyname, old.tablename);
            end loop;
            for old in select t.tgname, t.tgrelid::regclass place from {Triggers} loop
                execute format('drop trigger %I on %s', old.tgname, old.place);
            end loop;
        end $$;

        """;

    /// <summary>But for those a column's default calls.</summary>
    const string DropFunctions = $"""
        do $$ declare old record; begin
            for old in select p.oid::regprocedure name from {Functions}
                and not exists (select from pg_depend d where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid) loop
                execute format('drop function %s', old.name);
            end loop;
        end $$;

        """;

    /// <summary>A function that the declaration made or replaced was written by this transaction.</summary>
    const string DropFunctionsNotDeclared = $"""

        do $$ declare old record; begin
            for old in select p.oid::regprocedure name from {Functions} and p.xmin <> pg_current_xact_id()::xid loop
                execute format('drop function %s', old.name);
            end loop;
        end $$
        """;

    const string CheckTables = $"""
        select string_agg(c.relname, ', ') filter (where not exists (select from pg_policy p where p.polrelid = c.oid)),
            string_agg(format('alter table %s enable row level security', c.oid::regclass), ';') filter (where not c.relrowsecurity)
        from {Tables} and c.relname <> '__EFMigrationsHistory' and c.relname <> all ($1)
        """;
}
