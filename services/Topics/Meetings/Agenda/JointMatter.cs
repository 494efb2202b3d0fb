using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Contracts;
using Supervision.Topics.Data;

namespace Supervision.Topics.Meetings.Agenda;

/// <summary>
/// This service's copy of a matter another service has for the next joint meeting, kept by <see cref="JointMeetingMatterChanged"/>.
/// </summary>
internal sealed class JointMatter
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    /// <summary><see cref="AgendaKind.Result"/> or <see cref="AgendaKind.Disagreement"/>.</summary>
    public required AgendaKind Kind { get; set; }

    public required string Reference { get; set; }

    public required bool Open { get; set; }

    /// <summary>Version of the matter this copy shows.</summary>
    public required long Version { get; set; }
}

/// <summary>Keeps the copies of other services' matters for joint meetings.</summary>
internal sealed class JointMatterConsumer(TopicsDb db) : IConsumer<JointMeetingMatterChanged>
{
    public async Task Consume(ConsumeContext<JointMeetingMatterChanged> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        var kind = @event.Kind is "Disagreement" ? AgendaKind.Disagreement : AgendaKind.Result;
        var matter = await db.Set<JointMatter>().FindAsync([@event.MatterId], ct);
        if (matter is null)
        {
            db.Add(new JointMatter
            {
                Id = @event.MatterId,
                District = @event.District,
                Kind = kind,
                Reference = @event.Reference,
                Open = @event.Open,
                Version = @event.Version,
            });
            return;
        }

        if (@event.Version <= matter.Version) return;
        (matter.Kind, matter.Reference, matter.Open, matter.Version) = (kind, @event.Reference, @event.Open, @event.Version);
    }
}

internal sealed class JointMatterConfiguration : IEntityTypeConfiguration<JointMatter>
{
    public void Configure(EntityTypeBuilder<JointMatter> builder)
    {
        builder.ToTable("joint_matters");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.District).HasMaxLength(6);
        builder.Property(m => m.Kind).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(m => new { m.District, m.Open });
    }
}
