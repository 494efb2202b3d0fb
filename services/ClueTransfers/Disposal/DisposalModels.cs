using Supervision.ServiceDefaults.Requests;

namespace Supervision.ClueTransfers.Disposal;

/// <param name="Grounds">The reasons, for the commission only; at most 10,000 characters.</param>
/// <param name="OutcomeSummary">What the CPPCC may read once the leader approves; at most 2,000 characters.</param>
public sealed record ProposalRequest(DisposalMeasure Measure, [PlainText(10_000)] string Grounds, [PlainText(2000)] string OutcomeSummary);

/// <param name="Comment">At most 2,000 characters.</param>
public sealed record CommentRequest([PlainText(2000)] string? Comment = null);

/// <summary>A proposed disposal and the leader's decision on it.</summary>
public sealed record ProposalView(
    Guid Id,
    DisposalMeasure Measure,
    string Grounds,
    string OutcomeSummary,
    Guid ProposedBy,
    string ProposedByName,
    DateTimeOffset ProposedAt,
    ProposalOutcome Outcome,
    string? Comment,
    string? DecidedByName,
    DateTimeOffset? DecidedAt)
{
    internal static ProposalView For(DisposalProposal p) => new(
        p.Id, p.Measure, p.Grounds, p.OutcomeSummary, p.ProposedBy, p.ProposedByName, p.ProposedAt, p.Outcome, p.Comment, p.DecidedByName, p.DecidedAt);
}
