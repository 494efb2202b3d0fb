using Supervision.Assessment.Forms;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Assessment.Replies;

/// <param name="Measures">What was done, at most 10,000 characters.</param>
/// <param name="Results">The results.</param>
public sealed record ReplyRequest([PlainText(10_000)] string Measures, [PlainText(10_000)] string Results);

/// <param name="Round">The answer that was read, from 1.</param>
/// <param name="Reason">Required to send it back.</param>
public sealed record JudgeRequest(int Round, bool Accept, [PlainText(4000)] string? Reason = null);

/// <param name="Draft">Only the unit sees it.</param>
/// <param name="Late">Whether it was sent at or after the due instant.</param>
/// <param name="Accepted">Both bodies' common result; null while there is none.</param>
public sealed record ReplyView(
    Guid Id, Guid ItemId, int Round, string Measures, string Results, bool Draft, DateTimeOffset SavedAt, DateTimeOffset? SentAt, string? SentByName, bool Late,
    bool? Accepted)
{
    internal static ReplyView For(ItemReply r) =>
        new(r.Id, r.ItemId, r.Round, r.Measures, r.Results, r.IsDraft, r.SavedAt, r.SentAt, r.SentByName, r.Late, r.Accepted);
}

/// <param name="Reason">Why it was sent back.</param>
public sealed record JudgementView(int Round, string Body, bool Accepted, string? Reason, string ByName, DateTimeOffset At);

/// <summary>An item with its answers and judgements, as far as the caller may read them.</summary>
/// <param name="Disputed">One body accepts what the other sends back; shown only to those who run assessment.</param>
public sealed record ItemDetail(ItemView Item, string Unit, IReadOnlyList<ReplyView> Replies, IReadOnlyList<JudgementView> Judgements, bool Disputed);
