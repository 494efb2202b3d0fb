namespace Supervision.Contracts;

/// <summary>What every event about a proposal for a topic (征题, R2) contains.</summary>
public interface IProposalEvent : IIntegrationEvent
{
    Guid ProposalId { get; }

    /// <summary>Reference of the proposal in its district, e.g. <c>2026-0017</c>.</summary>
    string Reference { get; }

    /// <summary>The users who made the proposal; people without an account look it up by their receipt.</summary>
    IReadOnlyList<Guid> Proposers { get; }

    /// <summary>UTC instant at which it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>A proposal came in.</summary>
/// <param name="Source">In camel case, e.g. <c>publicCall</c>.</param>
public sealed record ProposalSubmitted(
    Guid ProposalId, string District, string Reference, string Source, IReadOnlyList<Guid> Proposers, DateTimeOffset At) : IProposalEvent
{
    public Guid Aggregate => ProposalId;
}

/// <summary>A proposal was shortlisted and became a topic.</summary>
public sealed record ProposalShortlisted(
    Guid ProposalId, string District, string Reference, Guid TopicId, string TopicReference, IReadOnlyList<Guid> Proposers, Guid By, DateTimeOffset At)
    : IProposalEvent
{
    public Guid Aggregate => ProposalId;
}

/// <summary>A proposal was merged into another one on the same matter, which takes over its proposers.</summary>
public sealed record ProposalMerged(
    Guid ProposalId, string District, string Reference, Guid IntoProposalId, string IntoReference, IReadOnlyList<Guid> Proposers, Guid By, DateTimeOffset At)
    : IProposalEvent
{
    public Guid Aggregate => ProposalId;
}

/// <summary>A proposal was rejected; the reason is stored with the proposal.</summary>
public sealed record ProposalRejected(
    Guid ProposalId, string District, string Reference, IReadOnlyList<Guid> Proposers, Guid By, DateTimeOffset At) : IProposalEvent
{
    public Guid Aggregate => ProposalId;
}
