using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;

namespace Supervision.Bench;

/// <summary>A business row, as small as one can be.</summary>
internal sealed class Matter
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required string Text { get; init; }
}

/// <summary>The effect of an event: a row at its consumer's.</summary>
internal sealed class Effect
{
    public required Guid Id { get; init; }

    public required long CommittedTicks { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>An event of about the size the platform's own have.</summary>
/// <param name="Ticks">Stopwatch ticks just before the commit began.</param>
internal sealed record MatterChanged(Guid MatterId, string District, string Reference, long Ticks, string Filler) : IIntegrationEvent
{
    public Guid Aggregate => MatterId;
}

internal sealed class BenchDb(DbContextOptions<BenchDb> options) : DbContext(options)
{
    public DbSet<Matter> Matters => Set<Matter>();

    public DbSet<Effect> Effects => Set<Effect>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.Entity<Matter>().ToTable("matters");
        modelBuilder.Entity<Effect>().ToTable("effects");
    }
}
