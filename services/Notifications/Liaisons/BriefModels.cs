using Supervision.ServiceDefaults.Requests;

namespace Supervision.Notifications.Liaisons;

/// <param name="Subject">At most 200 characters.</param>
/// <param name="Text">At most 10,000 characters.</param>
public sealed record BriefRequest([PlainText(200)] string Subject, [PlainText(10_000)] string Text);

/// <summary>Receipt of somebody of the other side who has read it.</summary>
public sealed record BriefReceiptView(Guid UserId, string Name, DateTimeOffset At);

/// <summary>A stage brief (R46).</summary>
/// <param name="Body">The side that writes it.</param>
/// <param name="Stage">Status of the topic after the move it reports.</param>
/// <param name="MovedAt">UTC instant of the move.</param>
public sealed record BriefView(
    Guid Id, string Body, Guid TopicId, string TopicReference, string Stage, string Subject, string Text, BriefStatus Status, DateTimeOffset MovedAt,
    string? SentByName, DateTimeOffset? SentAt, IReadOnlyList<BriefReceiptView> Receipts)
{
    internal static BriefView For(StageBrief b, IEnumerable<BriefReceipt> receipts) => new(
        b.Id, b.Body, b.TopicId, b.TopicReference, b.Stage, b.Subject, b.Text, b.Status, b.MovedAt, b.SentByName, b.SentAt,
        [.. receipts.OrderBy(r => r.At).Select(r => new BriefReceiptView(r.UserId, r.Name, r.At))]);
}

/// <summary>A brief in a list.</summary>
/// <param name="Read">Whether the other side has receipted it.</param>
public sealed record BriefRow(
    Guid Id, string Body, Guid TopicId, string TopicReference, string Stage, string Subject, BriefStatus Status, DateTimeOffset MovedAt, DateTimeOffset? SentAt, bool Read);
