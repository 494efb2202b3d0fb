using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Notifications.Deliveries;

namespace Supervision.Notifications.Webhooks;

/// <summary>One message on its way to one endpoint, and afterwards the record of it. Written together with the inbox rows it reports.</summary>
internal sealed class WebhookMessage
{
    /// <summary>The <c>webhook-id</c>, the same at every attempt.</summary>
    public required Guid Id { get; init; }

    public required Guid WebhookId { get; init; }

    public required string District { get; init; }

    public required string Body { get; init; }

    /// <summary>JSON, sent and signed as it is.</summary>
    public required string Payload { get; init; }

    /// <summary>Parked: every attempt over three days failed; an admin may replay it.</summary>
    public required DeliveryStatus Status { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required int Attempts { get; init; }

    public string? LastError { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }
}

internal sealed class WebhookMessageConfiguration : IEntityTypeConfiguration<WebhookMessage>
{
    public void Configure(EntityTypeBuilder<WebhookMessage> builder)
    {
        builder.ToTable("webhook_messages");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Status).HasConversion<short>();
        builder.HasOne<Webhook>().WithMany().HasForeignKey(m => m.WebhookId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(m => new { m.WebhookId, m.DueAt }, "ix_webhook_messages_waiting").HasFilter("status = 0");
        builder.HasIndex(m => new { m.WebhookId, m.CreatedAt, m.Id });
        builder.HasIndex(m => m.DoneAt).HasFilter("done_at is not null");
    }
}
