using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Assessment.Data;
using Supervision.Contracts;

namespace Supervision.Assessment.Closing;

/// <summary>This service's copy of a topic: its name and its stage.</summary>
internal sealed class TopicCopy
{
    /// <summary>Stage in which a topic is assessed.</summary>
    public const string Concluding = "concluding";

    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required string Reference { get; init; }

    /// <summary>As in <see cref="TopicStageChanged.To"/>.</summary>
    public required string Stage { get; set; }

    public required DateTimeOffset At { get; set; }
}

/// <summary>Keeps the copy of topics; a late event changes nothing.</summary>
internal sealed class TopicConsumer(AssessmentDb db) : IConsumer<TopicSolicited>, IConsumer<TopicStageChanged>
{
    public Task Consume(ConsumeContext<TopicSolicited> context) => KeepAsync(context.Message, "solicited", context.CancellationToken);

    public Task Consume(ConsumeContext<TopicStageChanged> context) =>
        KeepAsync(context.Message, context.Message.To, context.CancellationToken);

    async Task KeepAsync(ITopicEvent e, string stage, CancellationToken ct)
    {
        var topic = await db.Set<TopicCopy>().FindAsync([e.TopicId], ct);
        if (topic is null)
        {
            db.Add(new TopicCopy
            {
                Id = e.TopicId,
                District = e.District,
                Reference = e.Reference,
                Stage = stage,
                At = e.At,
            });
        }
        else if (e.At >= topic.At) (topic.Stage, topic.At) = (stage, e.At);
    }
}

internal sealed class TopicCopyConfiguration : IEntityTypeConfiguration<TopicCopy>
{
    public void Configure(EntityTypeBuilder<TopicCopy> builder)
    {
        builder.ToTable("topics");
        builder.Property(t => t.Stage).HasMaxLength(20);
        builder.HasIndex(t => t.District);
    }
}
