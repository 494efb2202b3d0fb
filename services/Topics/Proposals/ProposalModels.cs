using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Proposals;

/// <summary>Content of a proposal.</summary>
/// <param name="Scope">What exactly to supervise, narrowly defined (小切口); at most 1,000 characters.</param>
/// <param name="Field">Code of a field (<c>GET /api/topics/terms</c>).</param>
/// <param name="Tags">Codes of strategy tags.</param>
/// <param name="Background">Reasons for it, at most 10,000 characters.</param>
/// <param name="Proposer">On whose behalf the office enters it, if it is not the office's own.</param>
public sealed record ProposalRequest(
    ProposalSource Source, [PlainText(200)] string Title, [PlainText(1000)] string Scope, [RegularExpression(TopicRequest.Code)] string Field,
    [MaxLength(10)] IReadOnlyList<string> Tags, [PlainText(10_000)] string? Background = null, [PlainText(100)] string? Proposer = null)
{
    internal ProposalContent Content => new(Source, Title, Scope, Background, Field, Tags);
}

/// <param name="Class">Code of the topic's class.</param>
public sealed record ShortlistRequest([RegularExpression(TopicRequest.Code)] string Class);

/// <param name="Into">The proposal this one is merged into.</param>
public sealed record ProposalMergeRequest(Guid Into);

/// <summary>A text to compare with existing proposals.</summary>
public sealed record SimilarRequest([PlainText(200)] string Title, [PlainText(1000)] string Scope);

/// <summary>A proposal that may be about the same matter.</summary>
/// <param name="Similarity">0 to 1, by the share of common trigrams.</param>
public sealed record SimilarProposal(Guid Id, string Reference, string Title, ProposalStatus Status, double Similarity);

/// <summary>Somebody who proposed.</summary>
/// <param name="Contact">Only for the office.</param>
public sealed record ProposerView(Guid? UserId, string? Name, string Body, string? Contact, string Reference, DateTimeOffset At);

/// <summary>A proposal.</summary>
/// <param name="TopicStatus">Status of the topic it became, if the caller may read it.</param>
/// <param name="Mine">Whether the caller is one of its proposers.</param>
public sealed record ProposalView(
    Guid Id, string Reference, int Year, ProposalSource Source, ProposalStatus Status, string Title, string Scope, string? Background, string Field,
    IReadOnlyList<string> Tags, IReadOnlyList<ProposerView> Proposers, bool Mine, DateTimeOffset SubmittedAt, string? Reason, Guid? MergedIntoId,
    Guid? TopicId, TopicStatus? TopicStatus);

/// <summary>A proposal in a list.</summary>
/// <param name="Proposers">How many proposed it.</param>
public sealed record ProposalRow(
    Guid Id, string Reference, int Year, ProposalSource Source, ProposalStatus Status, string Title, string Field, IReadOnlyList<string> Tags,
    int Proposers, bool Mine, DateTimeOffset SubmittedAt, Guid? TopicId);

/// <summary>Status of a proposal after a command.</summary>
public sealed record ProposalStanding(Guid Id, string Reference, ProposalStatus Status, Guid? MergedIntoId, Guid? TopicId)
{
    internal static ProposalStanding For(Proposal proposal) =>
        new(proposal.Id, proposal.Reference, proposal.Status, proposal.MergedIntoId, proposal.TopicId);
}
