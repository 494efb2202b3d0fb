using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Supervision.Persistence;

/// <summary>
/// The separate step that runs under the owner role before a service starts (its process with the argument <c>migrate</c>): updates the
/// schema, applies the service's <see cref="SecurityDeclaration"/>, and creates the role the service connects as.
/// </summary>
public static class Migrations
{
    /// <param name="connection">Name of the owner's connection string.</param>
    /// <param name="declared">See <see cref="SecurityDeclaration"/>.</param>
    /// <param name="untenanted">Tables without any district's data, which therefore need no row-level security.</param>
    /// <param name="seed">Work to do under the owner role once the schema exists.</param>
    /// <param name="then">Other work of this step that needs no database.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync<TContext>(
        WebApplicationBuilder builder, string connection, IEnumerable<string> declared, string[]? untenanted = null,
        Func<IServiceProvider, Task>? seed = null, Func<Task>? then = null)
        where TContext : DbContext
    {
        var (role, password) = (Setting(builder, "Database:Role"), Setting(builder, "Database:Password"));
        await using var source = DatabaseExtensions.Source(builder.Configuration, connection);
        var security = new SecurityDeclaration(declared, untenanted ?? []);
        await ReachAsync(source);
        var isCurrent = await IsCurrentAsync<TContext>(source);
        if (isCurrent && seed is null) await SecureAsync(source, security, role, password);
        else
        {
            builder.Services.AddScoped<DataScope>();
            builder.Services.AddDbContext<TContext>(options => DatabaseExtensions.Configure(options, source));
            await using var app = builder.Build();
            await using var scope = app.Services.CreateAsyncScope();
            if (!isCurrent) await scope.ServiceProvider.GetRequiredService<TContext>().Database.MigrateAsync();
            await SecureAsync(source, security, role, password);
            if (seed is not null) await seed(scope.ServiceProvider);
        }

        if (then is not null) await then();
        return 0;
    }

    /// <summary>Waits, at most one minute, for a server that is still starting or still creating the database.</summary>
    static async Task ReachAsync(NpgsqlDataSource source)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return;
            }
            catch (NpgsqlException e) when (clock.Elapsed < TimeSpan.FromMinutes(1) && (e.IsTransient || e.SqlState is PostgresErrorCodes.InvalidCatalogName))
            {
                // Not ready yet; try again.
            }
        }
    }

    static string Setting(WebApplicationBuilder builder, string name) => builder.Configuration[name] is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"The setting {name} is missing.");

    /// <summary>Whether every migration is applied. Asks without Entity Framework, which has nothing else to do here at most starts.</summary>
    static async Task<bool> IsCurrentAsync<TContext>(NpgsqlDataSource source)
    {
        await using var history = source.CreateCommand("select to_regclass('\"__EFMigrationsHistory\"') is not null");
        if (!(bool)(await history.ExecuteScalarAsync())!) return false;
        await using var command = source.CreateCommand("select array(select migration_id from \"__EFMigrationsHistory\")");
        var applied = (string[])(await command.ExecuteScalarAsync())!;
        return typeof(TContext).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == typeof(TContext))
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>()
            .All(applied.Contains);
    }

    static async Task SecureAsync(NpgsqlDataSource source, SecurityDeclaration security, string role, string password)
    {
        await security.ApplyAsync(source);
        await GrantAsync(source, role, password);
    }

    static async Task GrantAsync(NpgsqlDataSource source, string role, string password)
    {
        await using var compose = source.CreateCommand("""
            select case when exists (select from pg_roles where rolname = $1) then '' else format('create role %I;', $1) end
                || format('alter role %I with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password %L;', $1, $2)
                || format('grant connect on database %I to %I;', current_database(), $1)
                || format('grant usage on schema public to %I;', $1)
                || format('grant select, insert, update, delete on all tables in schema public to %I;', $1)
                || format('grant usage, select on all sequences in schema public to %I;', $1)
                || format('revoke all on table "__EFMigrationsHistory" from %I;', $1)
            """);
        compose.Parameters.AddWithValue(role);
        compose.Parameters.AddWithValue(password);
        await using var grant = source.CreateCommand((string)(await compose.ExecuteScalarAsync())!);
        await grant.ExecuteNonQueryAsync();
    }
}
