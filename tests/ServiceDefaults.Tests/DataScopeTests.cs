using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Persistence;
using Supervision.Testing;

namespace Supervision.ServiceDefaults.Tests;

/// <summary>Row-level security as in every service: the role a service connects as, the scope of a unit of work, the return to the pool.</summary>
public sealed class DataScopeTests(Infrastructure infrastructure) : IAsyncLifetime
{
    const string Password = "test-only";
    static readonly string[] Declared = [ScopeFunctions.Declaration, "create policy own on notes using (app_serves(district));"];
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    string _owner = "";
    string _role = "";

    string Service => $"{_owner};Username={_role};Password={Password};Maximum Pool Size=1";

    public async ValueTask InitializeAsync()
    {
        _owner = await infrastructure.CreateDatabaseAsync(Cancellation);
        _role = $"role_{Guid.NewGuid():N}";
        Assert.Equal(0, await Migrations.RunAsync<NotesDb>(Builder(_owner), "notesdb", Declared));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_unit_of_work_sees_and_writes_its_district_only()
    {
        await WriteAsync("330305");
        await WriteAsync("330302");

        Assert.Equal(["330305"], await ReadAsync(scope => scope.UseService("330305")));
        Assert.Equal(["330302", "330305"], await ReadAsync(scope => scope.UseService(DataScope.AllDistricts)));
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => WriteAsync("330302", scope => scope.UseService("330305")));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.IsType<PostgresException>(refused.InnerException).SqlState);
    }

    [Fact]
    public async Task Without_a_scope_there_are_no_rows()
    {
        await WriteAsync("330305");
        Assert.Empty(await ReadAsync(_ => { }));
    }

    [Fact]
    public async Task Nothing_of_a_scope_survives_the_connections_return_to_the_pool()
    {
        await using var app = App();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<DataScope>().UseService("330305");
            await scope.ServiceProvider.GetRequiredService<NotesDb>().Notes.CountAsync(Cancellation);
        }

        // The pool holds one connection, so this is the same one.
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "select coalesce(current_setting('app.district', true), '') || coalesce(current_setting('app.body', true), '')");
        Assert.Equal("", await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task The_services_role_owns_nothing_and_bypasses_nothing()
    {
        await using var source = NpgsqlDataSource.Create(_owner);
        await using var command = source.CreateCommand($"""
            select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or exists (select from pg_class where relowner = pg_roles.oid)
            from pg_roles where rolname = '{_role}'
            """);
        Assert.Equal(false, await command.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task A_schema_with_an_open_table_is_refused()
    {
        await using (var source = NpgsqlDataSource.Create(_owner))
            await source.CreateCommand("create table forgotten (district text)").ExecuteNonQueryAsync(Cancellation);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Migrations.RunAsync<NotesDb>(Builder(_owner), "notesdb", Declared));
        Assert.Contains("forgotten", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await Migrations.RunAsync<NotesDb>(Builder(_owner), "notesdb", Declared, ["forgotten"]));
    }

    [Fact]
    public async Task Missing_settings_of_the_role_are_named()
    {
        var builder = Builder(_owner);
        builder.Configuration["Database:Password"] = "";
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Migrations.RunAsync<NotesDb>(builder, "notesdb", Declared));
        Assert.Contains("Database:Password", refused.Message, StringComparison.Ordinal);
    }

    WebApplicationBuilder Builder(string connection)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["ConnectionStrings:notesdb"] = connection;
        builder.Configuration["Database:Role"] = _role;
        builder.Configuration["Database:Password"] = Password;
        return builder;
    }

    WebApplication App() => Builder(Service).AddDatabase<NotesDb>("notesdb").Build();

    async Task WriteAsync(string district, Action<DataScope>? use = null)
    {
        await using var app = App();
        await using var scope = app.Services.CreateAsyncScope();
        (use ?? (data => data.UseService(district)))(scope.ServiceProvider.GetRequiredService<DataScope>());
        var db = scope.ServiceProvider.GetRequiredService<NotesDb>();
        db.Add(new Note { Id = Guid.CreateVersion7(), District = district });
        await db.SaveChangesAsync(Cancellation);
    }

    async Task<List<string>> ReadAsync(Action<DataScope> use)
    {
        await using var app = App();
        await using var scope = app.Services.CreateAsyncScope();
        use(scope.ServiceProvider.GetRequiredService<DataScope>());
        return await scope.ServiceProvider.GetRequiredService<NotesDb>().Notes.Select(n => n.District).Distinct().Order().ToListAsync(Cancellation);
    }
}

internal sealed class Note
{
    public required Guid Id { get; init; }

    public required string District { get; init; }
}

internal sealed class NotesDb(DbContextOptions<NotesDb> options) : DbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();
}

[DbContext(typeof(NotesDb))]
[Migration("20260101000000_Notes")]
internal sealed class NotesMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create table notes (id uuid primary key, district text not null)");

    protected override void BuildTargetModel(ModelBuilder modelBuilder) => modelBuilder.Entity<Note>(note =>
    {
        note.ToTable("notes");
        note.HasKey(n => n.Id).HasName("pk_notes");
        note.Property(n => n.Id).HasColumnName("id").HasColumnType("uuid");
        note.Property(n => n.District).HasColumnName("district").HasColumnType("text").IsRequired();
    });
}
