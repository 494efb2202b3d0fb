using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.ClueTransfers.Entry;

/// <param name="Term">2 to 40 characters, at least two of them letters, digits or Chinese characters.</param>
/// <param name="Reason">Shown to whoever submits such a matter, at most 200 characters.</param>
public sealed record OutsideMatterRequest(
    [PlainText(40), RegularExpression(@"^.*[\p{L}\p{N}].*[\p{L}\p{N}].*$")] string Term, [PlainText(200)] string Reason);

/// <param name="Matters">At most 200; an empty list accepts everything.</param>
public sealed record EntryRuleRequest([MaxLength(200)] IReadOnlyList<OutsideMatterRequest> Matters);

/// <summary>What the district does not accept into its register (R33).</summary>
/// <param name="ChangedAt">Null if nothing was ever set.</param>
public sealed record EntryRuleView(IReadOnlyList<OutsideMatter> Matters, DateTimeOffset? ChangedAt);
