using System.ComponentModel.DataAnnotations;
using Supervision.Notifications.Deliveries;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Notifications.Webhooks;

/// <param name="Address">Absolute address, https unless the operator allows otherwise; on no private network unless the operator allows it.</param>
public sealed record RegisterWebhook([PlainText(60)] string Name, [StringLength(WebhookTargets.LongestAddress, MinimumLength = 8)] string Address);

/// <param name="PreviousUntil">Until when the replaced secret also signs.</param>
internal sealed record WebhookView(Guid Id, string Name, string Address, bool Active, DateTimeOffset CreatedAt, DateTimeOffset? PreviousUntil)
{
    public static WebhookView For(Webhook w) => new(w.Id, w.Name, w.Address, w.Active, w.CreatedAt, w.PreviousUntil);
}

internal sealed record WebhookList(IReadOnlyList<WebhookView> Items);

/// <param name="Secret"><c>whsec_…</c>, shown only now.</param>
internal sealed record WebhookWithSecret(WebhookView Webhook, string Secret);

/// <summary>A line of an endpoint's log.</summary>
/// <param name="LastError">Such as <c>http.503</c>, <c>timeout</c>, <c>target.forbidden</c>.</param>
/// <param name="DueAt">UTC instant of the next attempt, while it is waiting.</param>
internal sealed record WebhookMessageView(
    Guid Id, DeliveryStatus Status, int Attempts, string? LastError, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? DoneAt);

internal sealed record WebhookMessageList(IReadOnlyList<WebhookMessageView> Items);
