using System.Text;
using Npgsql;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Testing;

namespace Supervision.Bench;

/// <summary>Where a <see cref="BenchHost"/> runs: its own database, and a virtual host that separates its events from others'.</summary>
/// <param name="Name">Name of the database and the queue.</param>
/// <param name="Owner">Connection string of the database's owner.</param>
/// <param name="Service">Connection string of a role that owns nothing.</param>
/// <param name="Broker">Address with the virtual host.</param>
internal sealed record BenchSite(string Name, string Owner, string Service, string Broker)
{
    const string Role = "bench_service";

    public static async Task<BenchSite> CreateAsync(TestHost servers, string name, string virtualHost)
    {
        var database = $"bench_{name}";
        await using (var server = NpgsqlDataSource.Create($"{servers.ConnectionString("postgres")};Database=postgres"))
        await using (var create = server.CreateCommand($"create database {database}"))
            await create.ExecuteNonQueryAsync();
        var settings = new NpgsqlConnectionStringBuilder(servers.ConnectionString("postgres")) { Database = database };
        var owner = settings.ConnectionString;
        await CreateTablesAsync(owner, settings.Password!);
        settings.Username = Role;
        var broker = await CreateVirtualHostAsync(servers.ConnectionString("rabbitmq"), servers.Address("rabbitmq", "management"), virtualHost);
        return new(database, owner, settings.ConnectionString, broker);
    }

    /// <summary>Does nothing if it exists.</summary>
    static async Task<string> CreateVirtualHostAsync(string rabbit, Uri management, string name)
    {
        using var client = new HttpClient { BaseAddress = management };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(new Uri(rabbit).UserInfo)));
        (await client.PutAsync(new Uri($"api/vhosts/{name}", UriKind.Relative), null)).EnsureSuccessStatusCode();
        return $"{rabbit.TrimEnd('/')}/{name}";
    }

    static async Task CreateTablesAsync(string connection, string password)
    {
        await using var owner = NpgsqlDataSource.Create(connection);
        await using (var tables = owner.CreateCommand($"""
            {MessagingSchema.Tables}
            create table matters (id uuid primary key, district text not null, text text not null);
            create table effects (id uuid primary key, matter_id uuid not null);
            create table marks (position bigint generated always as identity primary key, aggregate uuid not null, number int not null);
            """))
            await tables.ExecuteNonQueryAsync();
        const string Matters = "create policy own on matters using (district = (select app_district()));";
        string[] security = [ScopeFunctions.Declaration, MessagingSchema.Declaration, Matters];
        await new SecurityDeclaration(security, "effects", "marks").ApplyAsync(owner);
        await using var grant = owner.CreateCommand($$"""
            do $$ begin
                if not exists (select from pg_roles where rolname = '{{Role}}') then create role {{Role}} login password '{{password}}'; end if;
            end $$;
            grant select, insert, update, delete on all tables in schema public to {{Role}};
            grant usage, select on all sequences in schema public to {{Role}};
            """);
        await grant.ExecuteNonQueryAsync();
    }
}
