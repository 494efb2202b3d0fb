using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Notifications.Webhooks;

/// <summary>An endpoint of a body's own system that is called when something awaits its people (R44).</summary>
internal sealed class Webhook
{
    /// <summary>Maximum number of endpoints per body.</summary>
    public const int MostPerBody = 10;

    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required string Body { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    /// <summary>Signs every message; shown once, when it is created.</summary>
    public required string Secret { get; set; }

    /// <summary>The replaced secret, which also signs until <see cref="PreviousUntil"/>.</summary>
    public string? PreviousSecret { get; private set; }

    public DateTimeOffset? PreviousUntil { get; private set; }

    /// <summary>False once the endpoint answered that it is gone (410), or an admin switched it off: no new messages are written for it.</summary>
    public bool Active { get; private set; } = true;

    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Leased by a copy of the service until then; others serve other endpoints.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    public static Webhook Register(Caller by, string name, string address, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        District = by.District,
        Body = by.Body,
        Name = name,
        Address = address,
        Secret = WebhookSecret.Create(),
        CreatedBy = by.UserId,
        CreatedAt = now,
    };

    /// <summary>Replaces the secret; the old one also signs for a while, so that the receiver can change over without losing a message.</summary>
    /// <exception cref="RuleViolation">webhook.rotating: the previous replacement is still in its overlap.</exception>
    public void Rotate(TimeSpan overlap, DateTimeOffset now)
    {
        if (PreviousUntil > now) throw new RuleViolation("webhook.rotating");
        (PreviousSecret, PreviousUntil, Secret) = (Secret, now + overlap, WebhookSecret.Create());
    }
}

internal sealed class WebhookConfiguration : IEntityTypeConfiguration<Webhook>
{
    public void Configure(EntityTypeBuilder<Webhook> builder)
    {
        builder.ToTable("webhooks");
        builder.HasKey(w => w.Id);
        builder.HasIndex(w => new { w.District, w.Body, w.Name }).IsUnique();
    }
}

internal static class WebhookSecurity
{
    /// <summary>Only the body's admin sees its endpoints and their log.</summary>
    public const string Declaration = """
        create policy service on webhooks using ((select app_body()) = 'service' and (select app_district()) in (district, '*'));
        create policy admin on webhooks
            using (district = (select app_district()) and body = (select app_body()) and (select 'admin' = any (app_roles())))
            with check (district = app_district() and body = app_body() and 'admin' = any (app_roles()));

        create policy service on webhook_messages using ((select app_body()) = 'service' and (select app_district()) in (district, '*'));
        create policy admin_read on webhook_messages for select using (
            district = (select app_district()) and body = (select app_body()) and (select 'admin' = any (app_roles())));
        create policy admin_replay on webhook_messages for update using (
            district = (select app_district()) and body = (select app_body()) and (select 'admin' = any (app_roles())));
        """;
}
