using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Deliveries;

internal enum DeliveryStatus
{
    /// <summary>Not yet sent, or to be tried again.</summary>
    Waiting,

    /// <summary>The channel accepted it.</summary>
    Delivered,

    /// <summary>Refused for good, or for too long.</summary>
    GivenUp,

    /// <summary>Its texts could not be rendered.</summary>
    Parked,
}

/// <summary>
/// One notification (or digest) on its way to one person by one outside channel, and afterwards the record of it. It holds no content: that is in the
/// notification. Its id derives from the notification's, the person's and the channel's, so it is the same however often it is created.
/// </summary>
internal sealed class Delivery
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The notification, or the digest.</summary>
    public required Guid NotificationId { get; init; }

    /// <summary>One of <see cref="ChannelNames"/>.</summary>
    public required string Channel { get; init; }

    public required string District { get; init; }

    public required string Body { get; init; }

    public required Urgency Urgency { get; init; }

    public required DeliveryStatus Status { get; init; }

    /// <summary>Sent from this UTC instant on: after quiet hours, or after the pause that follows a failure.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Claimed by a copy of the service until then; so a dead copy's claim runs out.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>Failures of this delivery itself; an outage of the channel does not count.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why the last attempt failed: a stable code, and the channel's answer.</summary>
    public string? LastError { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was delivered, given up or parked.</summary>
    public DateTimeOffset? DoneAt { get; init; }
}

internal sealed class DeliveryConfiguration : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Urgency).HasConversion<short>();
        builder.Property(d => d.Status).HasConversion<short>();
        builder.HasIndex(d => new { d.Channel, d.Urgency, d.DueAt }, "ix_deliveries_waiting").IsDescending(false, true, false).HasFilter("status = 0");
        builder.HasIndex(d => new { d.UserId, d.NotificationId });
        builder.HasIndex(d => new { d.District, d.Body, d.CreatedAt, d.Id });
        builder.HasIndex(d => d.DoneAt).HasFilter("done_at is not null");
    }
}

internal static class DeliverySecurity
{
    /// <summary>
    /// Everybody sees the deliveries to themselves; the body's admin sees whether, when and by which channel its people got theirs.
    /// </summary>
    public const string Declaration = """
        create policy service on deliveries using ((select app_body()) = 'service' and (select app_district()) in (district, '*'));
        create policy own_read on deliveries for select using (
            user_id = (select app_user()) and district = (select app_district()) and body = (select app_body()));
        create policy admin_read on deliveries for select using (
            district = (select app_district()) and body = (select app_body()) and (select 'admin' = any (app_roles())));
        """;
}
