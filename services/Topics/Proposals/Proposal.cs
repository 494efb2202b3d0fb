using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Topics.Proposals;

/// <summary>A proposal for a topic (征题, R2).</summary>
public sealed class Proposal
{
    public Guid Id { get; private set; }

    public string District { get; private set; } = "";

    /// <summary>Per district and year: <c>2026-0017</c>.</summary>
    public string Reference { get; private set; } = "";

    public int Year { get; private set; }

    public ProposalSource Source { get; private set; }

    public ProposalStatus Status { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>What exactly is to be supervised, in narrow terms (小切口).</summary>
    public string Scope { get; private set; } = "";

    /// <summary>What speaks for it.</summary>
    public string? Background { get; private set; }

    public string Field { get; private set; } = "";

    public string[] Tags { get; private set; } = [];

    /// <summary>Everyone whose proposal this is, those of what was merged into it included.</summary>
    public IReadOnlyList<Proposer> Proposers { get; private set; } = [];

    /// <summary>Of them, the users.</summary>
    public Guid[] ProposerIds { get; private set; } = [];

    public Guid SubmittedBy { get; private set; }

    public DateTimeOffset SubmittedAt { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; private set; }

    public Guid? MergedIntoId { get; private set; }

    /// <summary>The topic it became.</summary>
    public Guid? TopicId { get; private set; }

    public string SearchText { get; private set; } = "";

    public uint Version { get; private set; }

    Proposal()
    {
    }

    /// <param name="reference">The next of the district's proposal numbers.</param>
    public static Proposal Submit(string reference, int year, ProposalContent content, Proposer proposer, Caller by, DateTimeOffset now)
    {
        var proposal = new Proposal
        {
            Id = Guid.CreateVersion7(now),
            District = by.District,
            Reference = reference,
            Year = year,
            Status = ProposalStatus.Submitted,
            Proposers = [proposer],
            ProposerIds = proposer.UserId is { } user ? [user] : [],
            SubmittedBy = by.UserId,
            SubmittedAt = now,
        };
        proposal.Take(content);
        return proposal;
    }

    void Take(ProposalContent content)
    {
        (Source, Title, Scope, Background) = (content.Source, content.Title, content.Scope, content.Background);
        (Field, Tags) = (content.Field, [.. content.Tags]);
        SearchText = string.Join('\n', Reference, Title, Scope).ToLowerInvariant();
    }
}

/// <summary>What a proposal says.</summary>
public sealed record ProposalContent(
    ProposalSource Source, string Title, string Scope, string? Background, string Field, IReadOnlyList<string> Tags);

/// <summary>Somebody who proposed.</summary>
/// <param name="UserId">Null for somebody without an account.</param>
/// <param name="Name">A person or an organisation, as given; null where nobody gave one.</param>
/// <param name="Contact">How to reach somebody without an account; shown to the office only.</param>
/// <param name="Reference">Of the proposal they made.</param>
public sealed record Proposer(Guid? UserId, string? Name, string Body, string? Contact, string Reference, DateTimeOffset At);
