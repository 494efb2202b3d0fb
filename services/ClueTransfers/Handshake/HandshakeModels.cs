using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.ClueTransfers.Handshake;

/// <param name="Text">The added text, at most 20,000 characters.</param>
public sealed record SupplementRequest([PlainText(20_000)] string Text);

/// <summary>What was added to a clue after its transfer.</summary>
/// <param name="Hash">SHA-256 of the text in UTF-8, followed by a line with the hash of each of its files, sorted.</param>
public sealed record SupplementView(Guid Id, string Text, string Hash, DateTimeOffset At)
{
    internal static SupplementView For(Supplement supplement) => new(supplement.Id, supplement.Text, supplement.Hash, supplement.At);
}

/// <summary>A supplement that was added.</summary>
public sealed record SupplementAdded(Guid Id, Guid ClueId, string Hash, DateTimeOffset At);

/// <param name="Handler">An active handler of the district (<c>GET /api/clues/handlers</c>).</param>
public sealed record AcceptRequest(Guid Handler);

/// <summary>How long the commission has to receive a clue (R27).</summary>
/// <param name="WorkingDays">1 to 30.</param>
public sealed record ReceiptRuleRequest([Range(1, 30)] int WorkingDays);

/// <summary>How long the commission has to receive a clue (R27).</summary>
/// <param name="ChangedAt">Null while the default applies.</param>
public sealed record ReceiptRuleView(int WorkingDays, DateTimeOffset? ChangedAt);
