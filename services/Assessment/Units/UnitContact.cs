using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Migrations;
using Supervision.Assessment.Data;
using Supervision.Contracts;
using Supervision.Messaging;

namespace Supervision.Assessment.Units;

/// <summary>Who answers for which unit: copied from users, whose common copy does not tell the unit.</summary>
internal sealed class UnitContact
{
    public required Guid UserId { get; init; }

    public required string District { get; set; }

    /// <summary>Code of the unit.</summary>
    public required string Unit { get; set; }

    public required bool Active { get; set; }

    /// <summary>Version of the user this copy shows.</summary>
    public required long Version { get; set; }
}

/// <summary>Who is told of what concerns a unit.</summary>
internal sealed class UnitContacts(AssessmentDb db)
{
    public async Task<IReadOnlyList<Guid>> OfAsync(string district, string unit, CancellationToken ct) =>
        await db.Set<UnitContact>().Where(c => c.District == district && c.Unit == unit && c.Active).Select(c => c.UserId).Order().ToListAsync(ct);

    /// <summary>Those of every unit of the district.</summary>
    public async Task<ILookup<string, Guid>> OfAllAsync(string district, CancellationToken ct) =>
        (await db.Set<UnitContact>().AsNoTracking().Where(c => c.District == district && c.Active).OrderBy(c => c.UserId).ToListAsync(ct)).ToLookup(c => c.Unit, c => c.UserId);
}

/// <summary>Keeps the copy; an event that comes late changes nothing.</summary>
internal sealed class UnitContactConsumer(AssessmentDb db) : IEventConsumer<UserChanged>
{
    public async Task ConsumeAsync(UserChanged @event, EventContext context, CancellationToken ct)
    {
        var contact = await db.Set<UnitContact>().FindAsync([@event.UserId], ct);
        var active = @event.Active && @event.Body == Bodies.Unit && @event.Roles.Contains(Others.Contact.Name) && @event.Unit is not null;
        if (contact is null)
        {
            if (active)
                db.Add(new UnitContact { UserId = @event.UserId, District = @event.District, Unit = @event.Unit!, Active = true, Version = @event.Version });
            return;
        }

        if (@event.Version <= contact.Version) return;
        (contact.District, contact.Unit, contact.Active, contact.Version) = (@event.District, @event.Unit ?? contact.Unit, active, @event.Version);
    }
}

internal sealed class UnitContactConfiguration : IEntityTypeConfiguration<UnitContact>
{
    public void Configure(EntityTypeBuilder<UnitContact> builder)
    {
        builder.ToTable("unit_contacts");
        builder.HasKey(c => c.UserId);
        builder.Property(c => c.UserId).ValueGeneratedNever();
        builder.Property(c => c.District).HasMaxLength(6);
        builder.Property(c => c.Unit).HasMaxLength(40);
        builder.HasIndex(c => new { c.District, c.Unit });
    }
}

internal static class UnitSecurity
{
    public static void ProtectUnits(this MigrationBuilder migration) => migration.Sql("""
        alter table unit_contacts enable row level security;
        create policy platform on unit_contacts using (app_serves(district) or (select app_body()) = 'service') with check (app_serves(district));
        create policy read on unit_contacts for select using (district = (select app_district()) and (select app_is_joint()));
        """);
}
