using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Proposals;

/// <summary>A proposal for a topic (征题, R2).</summary>
public sealed class Proposal
{
    public const string NotOpen = "proposal.not_open";
    public const string IntoItself = "proposal.merge_into_itself";
    public const string TargetClosed = "proposal.target_closed";

    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>Per district and year: <c>2026-0017</c>.</summary>
    public string Reference { get; private set; } = "";

    public int Year { get; private set; }

    public ProposalSource Source { get; private set; }

    public ProposalStatus Status { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>What exactly to supervise, narrowly defined (小切口).</summary>
    public string Scope { get; private set; } = "";

    /// <summary>Reasons for it.</summary>
    public string? Background { get; private set; }

    public string Field { get; private set; } = "";

    public string[] Tags { get; private set; } = [];

    /// <summary>Everyone whose proposal this is, including those of proposals merged into it.</summary>
    public IReadOnlyList<Proposer> Proposers { get; private set; } = [];

    /// <summary>Those of the proposers who are users.</summary>
    public Guid[] ProposerIds { get; private set; } = [];

    public Guid SubmittedBy { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; private set; }

    public Guid? MergedIntoId { get; private set; }

    /// <summary>The topic it became.</summary>
    public Guid? TopicId { get; private set; }

    /// <summary>The public call it answers.</summary>
    public Guid? CallId { get; private set; }

    /// <summary>SHA-256 of the receipt code of somebody without an account.</summary>
    public byte[]? ReceiptHash { get; private set; }

    /// <summary>Key of its spreadsheet row, so that importing the same file again adds nothing.</summary>
    public string? ImportKey { get; private set; }

    public string SearchText { get; private set; } = "";

    public uint Version { get; private set; }

    Proposal()
    {
    }

    /// <param name="reference">The next of the district's proposal numbers.</param>
    /// <param name="submittedBy">Empty for somebody without an account.</param>
    public static (Proposal Proposal, ProposalSubmitted Fact) Submit(
        string reference, int year, string district, ProposalContent content, Proposer proposer, Guid submittedBy, DateTimeOffset now)
    {
        var proposal = new Proposal
        {
            Id = Guid.CreateVersion7(now),
            District = district,
            Reference = reference,
            Year = year,
            Status = ProposalStatus.Submitted,
            Proposers = [proposer with { Reference = reference }],
            ProposerIds = proposer.UserId is { } user ? [user] : [],
            SubmittedBy = submittedBy,
            SubmittedAt = now,
        };
        proposal.Take(content);
        var source = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(content.Source.ToString());
        return (proposal, new(proposal.Id, district, reference, source, proposal.ProposerIds, now));
    }

    /// <summary>Gives somebody without an account a receipt, by which alone they find the proposal again.</summary>
    /// <param name="receipt">Hash of the code they receive.</param>
    internal void Receipt(Guid callId, byte[] receipt) => (CallId, ReceiptHash) = (callId, receipt);

    /// <summary>Marks it as imported from a spreadsheet row.</summary>
    internal void Import(string key) => ImportKey = key;

    /// <summary>Changes the proposal's content, until it is settled.</summary>
    /// <exception cref="RuleViolation">proposal.not_open</exception>
    public void Edit(ProposalContent content)
    {
        RequireOpen();
        Take(content);
    }

    /// <exception cref="RuleViolation">proposal.not_open</exception>
    public void RequireOpen() => Require(Status is ProposalStatus.Submitted, NotOpen);

    /// <summary>Makes it a topic for the joint meeting.</summary>
    /// <exception cref="RuleViolation">proposal.not_open</exception>
    public ProposalShortlisted Shortlist(Topic topic, Caller by, DateTimeOffset now)
    {
        RequireOpen();
        (Status, TopicId) = (ProposalStatus.Shortlisted, topic.Id);
        return new(Id, District, Reference, topic.Id, topic.Reference, ProposerIds, by.UserId, now);
    }

    /// <summary>Rejects it.</summary>
    /// <exception cref="RuleViolation">proposal.not_open</exception>
    public ProposalRejected Reject(string reason, Caller by, DateTimeOffset now)
    {
        RequireOpen();
        (Status, Reason) = (ProposalStatus.Rejected, reason);
        return new(Id, District, Reference, ProposerIds, by.UserId, now);
    }

    /// <summary>Merges it into another proposal on the same matter; every proposer is carried over.</summary>
    /// <exception cref="RuleViolation">proposal.not_open, proposal.merge_into_itself, proposal.target_closed</exception>
    public ProposalMerged MergeInto(Proposal other, Caller by, DateTimeOffset now)
    {
        Require(Id != other.Id, IntoItself);
        RequireOpen();
        Require(other.Status is ProposalStatus.Submitted or ProposalStatus.Shortlisted, TargetClosed);
        return FollowInto(other, by, now);
    }

    /// <summary>As <see cref="MergeInto"/>, when the topics of both were merged.</summary>
    internal ProposalMerged FollowInto(Proposal other, Caller by, DateTimeOffset now)
    {
        (Status, MergedIntoId, TopicId) = (ProposalStatus.Merged, other.Id, other.TopicId);
        other.Proposers = [.. other.Proposers, .. Proposers];
        other.ProposerIds = [.. other.ProposerIds.Union(ProposerIds)];
        return new(Id, District, Reference, other.Id, other.Reference, ProposerIds, by.UserId, now);
    }

    /// <summary>Follows its topic into the topic it was merged into.</summary>
    internal void Belong(Guid topic) => TopicId = topic;

    void Take(ProposalContent content)
    {
        (Source, Title, Scope, Background) = (content.Source, content.Title, content.Scope, content.Background);
        (Field, Tags) = (content.Field, [.. content.Tags]);
        SearchText = string.Join('\n', Reference, Title, Scope).ToLowerInvariant();
    }
}

/// <summary>Content of a proposal.</summary>
public sealed record ProposalContent(
    ProposalSource Source, string Title, string Scope, string? Background, string Field, IReadOnlyList<string> Tags);

/// <summary>Somebody who proposed.</summary>
/// <param name="UserId">Null for somebody without an account.</param>
/// <param name="Name">A person or an organisation, as given; null if none was given.</param>
/// <param name="Contact">How to reach somebody without an account; shown only to the office.</param>
/// <param name="Reference">Reference of the proposal they made.</param>
public sealed record Proposer(Guid? UserId, string? Name, string Body, string? Contact, string Reference, DateTimeOffset At);
