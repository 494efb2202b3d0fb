using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Assessment.Data;
using Supervision.Assessment.Deadlines;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Messaging;

namespace Supervision.Assessment.Consumers;

/// <summary>A unit's contact: a copy of the user's unit, used to notify the unit's people.</summary>
internal sealed class UnitContact
{
    public required Guid UserId { get; init; }

    public required string District { get; set; }

    public required string Unit { get; set; }

    public required bool Active { get; set; }

    public required long Version { get; set; }
}

/// <summary>
/// Keeps the copy of people, who reply, judge and are reminded of deadlines. A unit's open deadlines are published again when its contacts change.
/// </summary>
internal sealed class PersonConsumer(AssessmentDb db, DeadlineBook book, TimeProvider clock) : IConsumer<UserChanged>
{
    public async Task Consume(ConsumeContext<UserChanged> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        await db.CopyPersonAsync(@event, ct);
        var speaks = @event.Body == Bodies.Unit && @event.Roles.Contains(Others.Contact.Name) && @event.Unit is not null;
        var contact = await db.Set<UnitContact>().FindAsync([@event.UserId], ct);
        if (contact is null && !speaks) return;
        if (contact is not null && @event.Version <= contact.Version) return;
        var before = contact is { Active: true } ? contact.Unit : null;
        if (contact is null)
        {
            db.Add(contact = new UnitContact
            {
                UserId = @event.UserId,
                District = @event.District,
                Unit = @event.Unit!,
                Active = @event.Active,
                Version = @event.Version,
            });
        }
        else
        {
            (contact.District, contact.Unit) = (@event.District, @event.Unit ?? contact.Unit);
            (contact.Active, contact.Version) = (@event.Active && speaks, @event.Version);
        }

        var after = contact.Active ? contact.Unit : null;
        if (before == after) return;
        await db.SaveChangesAsync(ct);
        foreach (var unit in new[] { before, after }.OfType<string>()) await TellAnewAsync(@event.District, unit, ct);
    }

    async Task TellAnewAsync(string district, string unit, CancellationToken ct)
    {
        var contacts = await book.ContactsAsync(district, unit, ct);
        var open = await db.Set<ReplyDeadline>().FromSql($"""
            select *, xmin from reply_deadlines where district = {district} and unit = {unit} and open for update
            """).ToListAsync(ct);
        var ids = open.ConvertAll(d => d.Id);
        await db.Set<ReplyCount>().Where(c => ids.Contains(c.DeadlineId)).LoadAsync(ct);
        foreach (var deadline in open) db.Enqueue(deadline.Tell(contacts, clock.GetUtcNow()));
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
