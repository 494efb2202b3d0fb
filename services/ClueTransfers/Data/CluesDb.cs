using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Approval;
using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Disposal;
using Supervision.ClueTransfers.Entry;
using Supervision.ClueTransfers.Handshake;
using Supervision.Collaboration;
using Supervision.Messaging;
using Supervision.Persistence;

namespace Supervision.ClueTransfers.Data;

/// <summary>The service's database. Each folder configures its own tables (<see cref="IEntityTypeConfiguration{TEntity}"/>).</summary>
internal sealed class CluesDb(DbContextOptions<CluesDb> options) : DbContext(options)
{
    public DbSet<Clue> Clues => Set<Clue>();

    public DbSet<ClueEvent> Events => Set<ClueEvent>();

    public DbSet<ApprovalDecision> Decisions => Set<ApprovalDecision>();

    public DbSet<DistrictChain> Chains => Set<DistrictChain>();

    public DbSet<Delegation> Delegations => Set<Delegation>();

    public DbSet<Supplement> Supplements => Set<Supplement>();

    public DbSet<ReceiptRule> ReceiptRules => Set<ReceiptRule>();

    public DbSet<EntryRule> EntryRules => Set<EntryRule>();

    public DbSet<WorkingDay> WorkingDays => Set<WorkingDay>();

    public DbSet<Assignment> Assignments => Set<Assignment>();

    public DbSet<DisposalProposal> Proposals => Set<DisposalProposal>();

    public DbSet<ClueRead> Reads => Set<ClueRead>();

    public DbSet<Person> People => Set<Person>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.AddPlatformConventions();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CluesDb).Assembly);
        modelBuilder.AddMessaging();
        modelBuilder.AddIdempotency();
        modelBuilder.AddNumberSeries();
        modelBuilder.AddPeople();
        modelBuilder.AddCalendarCopies();
    }
}
