using System.Text;
using MassTransit;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql;
using Supervision.Messaging;
using Supervision.ServiceDefaults.Data;

namespace Supervision.Bench;

/// <summary>A service in small, as it is in production: EF Core under a role that owns nothing, row-level security, messaging.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    const string Role = "bench_service";

    readonly WebApplication _app;

    BenchHost(WebApplication app, NpgsqlDataSource owner) => (_app, Owner) = (app, owner);

    public NpgsqlDataSource Owner { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="postgres">Connection string of a superuser.</param>
    public static async Task<BenchHost> CreateAsync(string postgres, string rabbit, Uri management, string name)
    {
        var database = $"bench_{name}";
        await using (var server = NpgsqlDataSource.Create(postgres))
        await using (var create = server.CreateCommand($"create database {database}"))
            await create.ExecuteNonQueryAsync();
        var settings = new NpgsqlConnectionStringBuilder(postgres) { Database = database };
        var owner = NpgsqlDataSource.Create(settings.ConnectionString);
        await CreateTablesAsync(owner, settings.Password!);

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        settings.Username = Role;
        builder.Configuration["ConnectionStrings:benchdb"] = settings.ConnectionString;
        builder.Configuration["ConnectionStrings:rabbitmq"] = await CreateVirtualHostAsync(rabbit, management, name);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<EffectLog>();
        builder.Services.AddSingleton<CommitClock>();
        builder.AddDatabase<BenchDb>("benchdb");
        builder.Services.ConfigureDbContext<BenchDb>((services, options) => options.AddInterceptors(services.GetRequiredService<CommitClock>()));
        builder.AddMessaging<BenchDb>(database, consumers => consumers.AddConsumer<EffectConsumer>());
        return new BenchHost(builder.Build(), owner);
    }

    public EffectLog Effects => Services.GetRequiredService<EffectLog>();

    public Task StartAsync() => _app.StartAsync();

    public Task StopAsync() => _app.StopAsync();

    /// <summary>One unit of work as a request would do it: state and event through EF Core.</summary>
    /// <returns>The matter, and when it was committed.</returns>
    public async Task<(Guid Matter, long Committed)> CommitAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(MatterChanged.Somewhere);
        var db = scope.ServiceProvider.GetRequiredService<BenchDb>();
        var id = Guid.CreateVersion7();
        db.Matters.Add(new Matter { Id = id, District = MatterChanged.Somewhere, Text = MatterChanged.Padding });
        db.Enqueue(new MatterChanged(id, MatterChanged.Somewhere, "2026-0001", MatterChanged.Padding));
        await db.SaveChangesAsync();
        return (id, db.CommittedAt);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Keeps the hosts' events apart.</summary>
    static async Task<string> CreateVirtualHostAsync(string rabbit, Uri management, string name)
    {
        using var client = new HttpClient { BaseAddress = management };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(new Uri(rabbit).UserInfo)));
        (await client.PutAsync(new Uri($"api/vhosts/{name}", UriKind.Relative), null)).EnsureSuccessStatusCode();
        return $"{rabbit.TrimEnd('/')}/{name}";
    }

    static async Task CreateTablesAsync(NpgsqlDataSource owner, string password)
    {
        var migration = new MigrationBuilder(activeProvider: null);
        migration.CreateScopeFunctions();
        migration.CreateMessagingTables();
        migration.Sql($$"""
            create table matters (id uuid primary key, district text not null, text text not null);
            alter table matters enable row level security;
            create policy own on matters using (district = (select app_district()));
            create table effects (id uuid primary key, matter_id uuid not null);
            create table marks (position bigint generated always as identity primary key, aggregate uuid not null, number int not null);
            do $$ begin
                if not exists (select from pg_roles where rolname = '{{Role}}') then create role {{Role}} login password '{{password}}'; end if;
            end $$;
            grant select, insert, update, delete on all tables in schema public to {{Role}};
            grant usage, select on all sequences in schema public to {{Role}};
            """);
        foreach (var operation in migration.Operations.Cast<SqlOperation>())
        {
            await using var command = owner.CreateCommand(operation.Sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Owner.DisposeAsync();
    }
}
