using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supervision.Contracts;
using Supervision.Persistence;

namespace Supervision.Messaging.Tests;

/// <summary>State a test changes together with enqueueing.</summary>
internal sealed class Matter
{
    public required Guid Id { get; init; }

    public required string District { get; init; }
}

/// <summary>What a consumer did.</summary>
internal sealed class Effect
{
    public long Position { get; init; }

    public required Guid MessageId { get; init; }

    public required Guid Aggregate { get; init; }

    public required int Number { get; init; }
}

/// <param name="Number">Position among the events of its aggregate, from 1.</param>
/// <param name="Instruction">What the test's consumer should do with it, see <c>EffectConsumer</c>.</param>
public sealed record MatterChanged(Guid MatterId, string District, int Number, string? Instruction = null) : IIntegrationEvent
{
    public Guid Aggregate => MatterId;
}

internal sealed class TestDb(DbContextOptions<TestDb> options) : DbContext(options)
{
    public DbSet<Matter> Matters => Set<Matter>();

    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.Entity<Matter>().ToTable("matters");
        modelBuilder.Entity<Effect>(effect =>
        {
            effect.ToTable("effects");
            effect.HasKey(e => e.Position);
            effect.Property(e => e.Position).UseIdentityAlwaysColumn();
        });
    }

    /// <summary>The tables, and the role a service would connect as.</summary>
    public static async Task CreateAsync(NpgsqlDataSource owner, string role, string password)
    {
        await using (var tables = owner.CreateCommand($"""
            {MessagingSchema.Tables}
            create table matters (id uuid primary key, district text not null);
            create table effects (position bigint generated always as identity primary key, message_id uuid not null, aggregate uuid not null, number int not null);
            """))
            await tables.ExecuteNonQueryAsync();
        await new SecurityDeclaration([ScopeFunctions.Declaration, MessagingSchema.Declaration], "matters", "effects").ApplyAsync(owner);
        await using var grant = owner.CreateCommand($"""
            create role {role} login nosuperuser nobypassrls password '{password}';
            grant select, insert, update, delete on all tables in schema public to {role};
            grant usage, select on all sequences in schema public to {role};
            """);
        await grant.ExecuteNonQueryAsync();
    }
}
