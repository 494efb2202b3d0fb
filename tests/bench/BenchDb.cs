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

/// <summary>The effect of an event: a row at its consumer.</summary>
internal sealed class Effect
{
    public required Guid Id { get; init; }

    public required Guid MatterId { get; init; }
}

/// <summary>Position of an effect among all.</summary>
internal sealed class Mark
{
    public long Position { get; init; }

    public required Guid Aggregate { get; init; }

    public required int Number { get; init; }
}

/// <summary>An event of about the size of the platform's own.</summary>
public sealed record MatterChanged(Guid MatterId, string District, string Reference, string Filler) : IIntegrationEvent
{
    public const string Somewhere = "330305";
    public const string Exchange = "Supervision.Bench:MatterChanged";

    public static readonly string Padding = new('x', 300);

    public Guid Aggregate => MatterId;
}

internal sealed class BenchDb(DbContextOptions<BenchDb> options) : DbContext(options)
{
    public DbSet<Matter> Matters => Set<Matter>();

    public DbSet<Effect> Effects => Set<Effect>();

    /// <summary>When its latest transaction was committed (<see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>).</summary>
    public long CommittedAt { get; set; }

    /// <summary>Matters whose events this transaction handled.</summary>
    public List<Guid> Handled { get; } = [];

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddMessaging();
        modelBuilder.Entity<Matter>().ToTable("matters");
        modelBuilder.Entity<Effect>().ToTable("effects");
        modelBuilder.Entity<Mark>(mark =>
        {
            mark.ToTable("marks");
            mark.HasKey(m => m.Position);
            mark.Property(m => m.Position).UseIdentityAlwaysColumn();
        });
    }
}
